/*
 * Made from the contract by "npm run client:types"; a test fails while it is not up to date.
 */
export type paths = {
    "/health": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether the service can work, and which judge serves */
        get: operations["getHealth"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/questions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List questions in order of id */
        get: operations["listQuestions"];
        put?: never;
        /** Keep a new question */
        post: operations["createQuestions"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/questions/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read the latest version of a question
         * @description Its ETag is what If-Match of the next change has to say.
         */
        get: operations["getQuestion"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/questions/{id}/versions/{version}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read one version of a question */
        get: operations["getQuestionVersion"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/questions/{id}/versions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Make the next version of a question
         * @description Earlier versions, and the evaluations that used them, stay as they are. The content of the latest version makes no other one, whatever If-Match says: sending an edit again is safe.
         */
        post: operations["createQuestionVersions"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/questions/{id}:archive": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take a question out of use
         * @description It leaves the lists and takes no new answers. Nothing is erased. One that is archived already stays so.
         */
        post: operations["archiveQuestion"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/questions:extract": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Propose key points from a reference answer
         * @description Nothing is kept: look at the proposal and its warnings, and create the question with it. With a model it takes one call, or two where the reply needs mending. Where the model fails, the proposal is made offline and "method" says so.
         */
        post: operations["extractQuestions"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/questions:self-test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Try the mark scheme of a question before it is kept
         * @description Tries the mark scheme on answers of known worth: the reference, the question itself, nothing, the hints, the reference with one point left out, padded or denied, and the references of your other questions. Nothing is kept. With a model it takes about as many answers as there are key points and ten more, a call each, and a few more where a reply needs mending or a verdict is doubtful, never more than "callsMax"; verdicts that were paid for are looked up. 0 calls only tell how many answers it would take.
         */
        post: operations["selfTestQuestions"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/questions/{id}:self-test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Try the mark scheme of a question
         * @description Tries the mark scheme on answers of known worth: the reference, the question itself, nothing, the hints, the reference with one point left out, padded or denied, and the references of your other questions. Nothing is kept. With a model it takes about as many answers as there are key points and ten more, a call each, and a few more where a reply needs mending or a verdict is doubtful, never more than "callsMax"; verdicts that were paid for are looked up. 0 calls only tell how many answers it would take.
         */
        post: operations["selfTestQuestion"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/evaluations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List evaluations, newest first */
        get: operations["listEvaluations"];
        put?: never;
        /**
         * Grade one answer
         * @description The same answer of the same candidate to the same question version, judged the same way, is looked up (200) instead of graded again (201). What a model has not judged within 25 seconds is answered with 202: the work goes on, whether or not anybody waits, and its result is found under `Location`. `Prefer: respond-async` asks for that at once, `Prefer: wait=N` after N seconds (RFC 7240).
         *
         *     With `Accept: text/event-stream` the reply is a stream of server-sent events: `pending` (the id, once), `gate` where one has closed, `point`, `misconception` and `dimension` with each verdict as soon as it is verified, in the order of arrival, a later one in the place of an earlier one on the same part, then `evaluation` with the whole, or `problem`. When the time is out a last `pending` ends the stream; `GET /v1/evaluations/{id}/events` goes on. Comments keep the connection open.
         */
        post: operations["createEvaluations"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/evaluations/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read an evaluation
         * @description One that is yet to be made is answered with 202 and `Retry-After`; one that can not be made with 409, which says why.
         */
        get: operations["getEvaluation"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/evaluations/{id}/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Follow an evaluation that is being made
         * @description The same events as of `POST /v1/evaluations` with `Accept: text/event-stream`, from the first that is known. An EventSource connects again by itself; close it at `evaluation` or `problem`.
         */
        get: operations["listEvaluationEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/evaluations/{id}/feedback": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read the feedback of an evaluation
         * @description As the candidate may read it before the reference is revealed; with `reveal=true` with the points, corrections and reference that it kept back, of the question version that was used.
         */
        get: operations["getEvaluationFeedback"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/evaluations/{id}:review": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Confirm or override the marks of an evaluation
         * @description The decision of a named person. The judge's score, verdicts and band stay as they are; `review.marks` are the marks in force. An override is a score, or verdicts on points, misconceptions and dimensions, from which the score follows as always; with a reason. A decision replaces the one before it: parts that it does not name are as the judge has them. While a score is left open the evaluation goes on waiting for a person.
         */
        post: operations["reviewEvaluation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/evaluations/{id}:appeal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Appeal against the verdict on one point
         * @description Sends the evaluation to a person, with a reason. No mark changes before one decides. Each point can be appealed once.
         */
        post: operations["appealEvaluation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/evaluations/{id}:decide-appeal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Uphold or reject an appeal
         * @description Upheld, the point has the person's verdict, and the marks in force follow from it; where a person gave a whole mark before, `score` says the new one. `addAlias` also makes the next version of the question, in which the wording counts in full for that point (scopes `questions:write` and `regrades:write`), and lists which of the 1000 newest answers to the same version it would credit: nothing of them changes before the regrade is applied.
         */
        post: operations["decideAppealEvaluation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/evaluations/{id}/reviews": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read all that people did to an evaluation
         * @description Decisions and appeals, oldest first, each with the judge's marks of the time and the marks in force after it. There are at most 200.
         */
        get: operations["listEvaluationReviews"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/questions/{id}:regrade": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Grade kept answers again after an edit, without changing them yet
         * @description Only what the edit changed is judged again, by the judge that judged the answer before: nothing where weights, roles or the scoring policy changed, one call of a model an answer where key points, misconceptions or dimensions did, and everything where the prompt or a reference did. The reply says who would move, by how much, and which ranks change. Judgements are remembered: a request that was cut off, or is sent again, pays once. At most 1000 evaluations of one version.
         */
        post: operations["regradeQuestion"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/batches/{id}:regrade": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Grade the answers of a batch to one question again after an edit, without changing them yet
         * @description As `/v1/questions/{id}:regrade`, for all answers of the batch. Applying it also counts the rows of the batch anew.
         */
        post: operations["regradeBatche"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/regrades/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read a regrade */
        get: operations["getRegrade"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/regrades/{id}:apply": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Apply a regrade
         * @description Writes each answer that is still as it was previewed, and reports the others as skipped. The earlier marks are kept beside each evaluation, with who changed them and when; its provenance says which verdicts come from which judgement. Sending it again changes nothing more, and does what is left after it was cut off.
         */
        post: operations["applyRegrade"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/regrades/{id}:discard": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Discard a regrade that was not applied */
        post: operations["discardRegrade"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/uploads": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Get an address to upload a file of answers to
         * @description Send the file there as it is, by the method and with the headers given, before it expires; then start a batch with its `uploadId`. The address needs no key: whoever has it may upload.
         */
        post: operations["createUploads"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/batches": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List batches, newest first */
        get: operations["listBatches"];
        put?: never;
        /**
         * Grade many answers as one job
         * @description The columns of a row are those of a file: `answer`, and `question_id` or `question` with `reference_answer` or `key_points`; `candidate` is kept beside, and other columns come back in the results. Rows that can't be graded fail with their line and reason and stop nobody. Questions are used as they are now. Up to 100,000 rows; a body of more than 512 KB has to be uploaded. `budgetUsdMicros` stops the batch before it is passed. `mode: economy` hands the answers to the provider's Batch API: half the price, usually within a day, and verdicts as in standard mode. `?dry_run=true` checks every row and estimates calls, tokens, cost and time; nothing is kept or spent.
         */
        post: operations["createBatches"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/batches/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** See how far a batch is */
        get: operations["getBatche"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/batches/{id}/rows": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the rows of a batch, in the order of the file */
        get: operations["listBatcheRows"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/batches/{id}:cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * End a batch early
         * @description After two seconds at most no further row is begun; what is in hand is finished, and everything graded is kept.
         */
        post: operations["cancelBatche"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/batches/{id}:resume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Go on with a stopped or cancelled batch */
        post: operations["resumeBatche"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/batches/{id}:retry-failures": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Try the failed rows of a batch again
         * @description Rows that can't be graded as they are stay failed.
         */
        post: operations["retryFailuresBatche"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/batches/{id}/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Follow a batch
         * @description Server-sent events: `progress` with the batch whenever it has moved, at most once a second, and `over` with it at the end. A stream lasts 25 seconds at most; an EventSource connects again by itself.
         */
        get: operations["listBatcheEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/batches/{id}/results": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Download the results of a batch that is over
         * @description One row a response, in the order of the file, with the columns of the file at the end; `csv` and `xlsx` for spreadsheets (formulas are defused; the workbook has a second sheet, one row a candidate), `jsonl` with everything.
         */
        get: operations["listBatcheResults"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/analytics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What the evaluations of questions say about these
         * @description Difficulty, spread and hit rates of each question from its kept evaluations, the newest 1,000 of each, and, of several questions, how they tell people apart who answered all of them. Repeat question_id for several. Figures of few answers are greyed or withheld, and say from how many on they are shown. Answers without a score are not counted as nought.
         */
        get: operations["listAnalytics"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/questions/{id}/similar-answers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Which answers to a question are nearly alike
         * @description Compares the answers of the newest evaluations, or of a batch, by their words, three in a row, leaving out what the question, its reference and its key points say. Half of the shorter one in another makes both near-duplicates. `copies` are of candidates of different names and have enough words of their own; they are for a person to look at, and no mark changes.
         */
        get: operations["listQuestionSimilarAnswers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/review-queue": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What a person should look at, the most harmful first
         * @description Some reasons send an evaluation to a person whatever the budget (`must`). The others are weighed by expected harm: the share of the marks in doubt, times the closeness to the pass mark. `budget` is the share (0 to 1) of the evaluations that may be sent; all in doubt without it. The newest 1000 evaluations are read.
         */
        get: operations["getReviewQueue"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/agreement": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read how far a judge agrees with the kept marks
         * @description Of one question, or of all. The scores that are compared are the judge's own, before calibration.
         */
        get: operations["getAgreement"];
        put?: never;
        /**
         * Keep marks that people gave, and calibrate by them
         * @description Up to 500 marks at once and 1000 in all. The same mark may be sent again; another mark of the same answer by the same marker replaces it; an empty list of marks only calibrates again, which is needed after a judge or a question has changed. An answer counts once, however many people marked it: the first mark is compared with the judge, the others with the first. From 20 answers on evaluations carry a calibrated score. Of a model only judgements that are paid for already are used: the others are counted as unjudged.
         */
        post: operations["createAgreement"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/agreement/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Erase the marks of a question
         * @description The marked answers are erased with them, and the judges calibrated by the marks that are left.
         */
        delete: operations["deleteAgreement"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/people/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Export all that is kept of a person
         * @description The id is the `candidate` that answers were sent with, URL-encoded. Of each thing: what kind it is (`evaluation`, `batch-row`, `row-failure`, `file-row` with all cells of the file, `human-mark` and `judgement` of their answers, `regrade-entry`, `regraded-answer`, `regrade-record`, and others as they are kept) and all that it says of them: no credentials, and nothing of how it is worked on. What was erased is told by `erasure`. A page holds `limit` things and what belongs to them.
         */
        get: operations["getPerson"];
        put?: never;
        post?: never;
        /**
         * Erase all that is kept of a person
         * @description Answers, evaluations with what people decided on them, invitations and attempts with their drafts, rows and cells of files, human marks and remembered judgements of their answers, and what was kept of regrades. Links and sessions of theirs are unknown from then on, and of an attempt nothing is left. Rows of a batch are `erased` from then on, and batches that are under way go on with the others. What was being answered at that moment is looked for again a quarter of an hour later. A tombstone says when and how much, and not of whom. It can be sent again at any time: then it erases what came since, or was left when it was cut off.
         */
        delete: operations["deletePerson"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhooks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List endpoints, oldest first */
        get: operations["listWebhooks"];
        put?: never;
        /**
         * Have events sent to a URL
         * @description Up to 10 endpoints. Events follow Standard Webhooks (standardwebhooks.com): a POST of `{type, timestamp, data}` with the headers webhook-id, webhook-timestamp and webhook-signature, to be verified with the secret that this reply shows and no other. Answer 2xx within 15 seconds. Anything else is tried again, eight times within about a day, except 410, which disables the endpoint; redirects are not followed. An event may come twice: webhook-id says so. The URL must be https, on port 443, of an address that can be reached from the internet; a server on your own machine takes any.
         */
        post: operations["createWebhooks"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhooks/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read an endpoint */
        get: operations["getWebhook"];
        put?: never;
        post?: never;
        /**
         * Delete an endpoint
         * @description What waits to be sent to it is never sent.
         */
        delete: operations["deleteWebhook"];
        options?: never;
        head?: never;
        /**
         * Change, disable or enable an endpoint
         * @description What is not given stays as it is. A disabled endpoint is told of nothing, afterwards neither.
         */
        patch: operations["changeWebhook"];
        trace?: never;
    };
    "/v1/webhooks/{id}:rotate-secret": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Give an endpoint a new secret
         * @description For 24 hours events are signed with the new secret and the one before, two signatures in one header.
         */
        post: operations["rotateSecretWebhook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhooks/{id}/deliveries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List what was sent to an endpoint, newest first
         * @description With every attempt: its HTTP status, or why there is none. Of what the endpoint replied nothing else is kept. A delivery is kept for 30 days.
         */
        get: operations["listWebhookDeliveries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhooks/{id}:test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send a test event to an endpoint
         * @description The reply says what came of it. When it fails it is tried again like any other event.
         */
        post: operations["testWebhook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhooks/{id}/deliveries/{delivery}:replay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send a delivery once more
         * @description Under the same webhook-id, whatever became of it, and with all attempts ahead of it.
         */
        post: operations["replayWebhookDelivery"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/audit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List what was done, newest first
         * @description Every action of a key or a person that changes something, and every export of a person. `actor` is the id of a key or an invitation, or `installation` for whoever runs it; `from` and `to` are times, both included. The hash of an entry is the SHA-256 of its canonical JSON (sorted keys, no spaces) without `hash` and `seal`. A person is named by a keyed hash only. Not entered: `POST /v1/evaluations`: an evaluation is a record of its own, with its time, its grounds and who graded; `PUT /v1/candidate/answers/{number}`: a draft is kept as it is typed; that it was submitted is entered; `POST /v1/questions:extract`: it proposes key points and keeps nothing; `POST /v1/questions:self-test`: it tests a mark scheme and keeps nothing; `POST /v1/questions/{id}:self-test`: it tests a mark scheme and keeps nothing; and `POST /v1/batches?dry_run=true`.
         */
        get: operations["getAudit"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/audit/verification": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Check that nothing in the audit log was changed, dropped or cut off
         * @description Reads the chain from its start, about 20000 entries a request: `unfinished` says where to go on, with `after`. `fault` is the first entry that is not in order, and why. Write down `end` and send it later as `known`: so even a log is found out that was put back as a whole to an earlier state.
         */
        get: operations["getAuditVerification"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/mued/evaluate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Evaluate a submission as the µEd API has it
         * @description Version 0.1.0 of the µEd API (mued.org), for learning platforms: give them the URL of `/mued` and a key with evaluations:write, to be sent as `Authorization: Bearer`. Each criterion is graded as a statement that the answer has to make; without criteria, key points come from the reference solution and `awardedPoints` of the first item is the score of 100. Texts only. The evaluation is kept like any other; `feedbackId` begins with its id. Spans are counted in UTF-16 code units. As the specification leaves objects open, unknown fields are ignored, LLM configuration and credentials among them; a `callbackUrl` is not called, because the reply holds the result. What a model has not judged within 25 seconds is answered with 503 and `EVALUATION_PENDING`: the work goes on, and the same request, sent again after `Retry-After`, finds it.
         */
        post: operations["createMuedEvaluate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/mued/evaluate/health": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Health and capabilities as the µEd API has them */
        get: operations["getMuedEvaluateHealth"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List keys, newest first
         * @description With those that have expired or were revoked. Never with a secret.
         */
        get: operations["listKeys"];
        put?: never;
        /**
         * Make a key
         * @description The reply shows the key; only the hash of its secret is kept. Nothing shows it again, except to the same request under its Idempotency-Key: such a reply is kept for 24 hours, sealed. Give a `role` or `scopes`; a key can't give what it lacks itself, nor an end later than its own. A role stands for scopes, and the key keeps those of the day it was made. `owner`: questions:read, questions:write, evaluations:read, evaluations:write, evaluations:review, evaluations:appeal, agreement:read, agreement:write, analytics:read, batches:read, batches:write, regrades:read, regrades:write, webhooks:read, webhooks:write, assessments:read, assessments:write, submissions:read, keys:read, keys:write, settings:read, settings:write, usage:read, people:read, people:erase, audit:read. `recruiter`: questions:read, questions:write, evaluations:read, evaluations:write, evaluations:review, evaluations:appeal, agreement:read, agreement:write, analytics:read, batches:read, batches:write, regrades:read, regrades:write, assessments:read, assessments:write, submissions:read, settings:read, usage:read, people:read. `reviewer`: questions:read, evaluations:read, evaluations:review, agreement:read, analytics:read, batches:read, regrades:read, assessments:read, submissions:read. `integrator`: questions:read, questions:write, evaluations:read, evaluations:write, evaluations:appeal, agreement:read, agreement:write, analytics:read, batches:read, batches:write, regrades:read, regrades:write, webhooks:read, webhooks:write, assessments:read, assessments:write, submissions:read, usage:read. Up to 100 keys may be in force.
         */
        post: operations["createKeys"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/keys/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a key
         * @description Its id is the part after `msk_`. The ETag tells changes of it apart, not its use and what time brings about.
         */
        get: operations["getKey"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change the name or expiry of a key
         * @description What is not given stays as it is. Scopes never change: make another key. The last key that may do what it may, `keys:write` included, for as long as it would, can't be given an earlier end, and a key that expires can't give a later one than its own.
         */
        patch: operations["changeKey"];
        trace?: never;
    };
    "/v1/keys/{id}:rotate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Give a key another secret
         * @description The reply shows the key with its new secret. Nothing shows it again, except to the same request under its Idempotency-Key: such a reply is kept for 24 hours, sealed. A key that expires can't rotate one that ends later. The secret before opens for `overlapSeconds` more, at most 604800; unless that is given it opens nothing from now on. A key that rotates itself opens by it for 60 seconds at least, so that the same request under its Idempotency-Key gets a reply again that was lost. While it opens it manages no keys: what needs `keys:write` is 403.
         */
        post: operations["rotateKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/keys/{id}:revoke": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * End a key for good
         * @description The next request that shows it is refused. The last key that may do what it may, `keys:write` included, for as long as it would, stays; make another one first.
         */
        post: operations["revokeKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/assessments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List assessments, newest first */
        get: operations["listAssessments"];
        put?: never;
        /**
         * Compose an assessment
         * @description A draft: candidates can be invited and nobody can start before it is opened. Questions are pinned to the version of this moment, or to the one given. Each candidate has one attempt. `release` says what candidates see of their results, and whether a person releases that or, once the judge agrees with your marks as far as you demand, the product does. Nobody is turned down automatically. Where there is no time limit, an attempt ends 24 hours after the assessment is closed. Moments are ISO 8601 with a zone.
         */
        post: operations["createAssessments"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/assessments/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read an assessment
         * @description The ETag is what If-Match wants for a change.
         */
        get: operations["getAssessment"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change an assessment
         * @description What is not given stays as it is. Needs If-Match with the ETag of what you have read. Once it was opened, its questions, start, time limit, judge and notice stay as candidates have seen them.
         */
        patch: operations["changeAssessment"];
        trace?: never;
    };
    "/v1/assessments/{id}:open": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Let who is invited start
         * @description Also one that was closed.
         */
        post: operations["openAssessment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/assessments/{id}:close": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Let nobody start any more
         * @description Who has started may end, within their time limit or, where there is none, within 24 hours; then what they have saved is submitted. References are shown after that.
         */
        post: operations["closeAssessment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/invitations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the invitations to an assessment, oldest first
         * @description With the status of each candidate.
         */
        get: operations["listInvitations"];
        put?: never;
        /**
         * Invite candidates to an assessment
         * @description Up to 100 at once. The reply shows each link, which begins with MARKSCHEME_PUBLIC_URL where the installation sets that. Nothing shows it again, except to the same request under its Idempotency-Key: such a reply is kept for 24 hours, sealed. Who was invited to the assessment before is not invited again and keeps their one attempt: `exists`. A link opens once; give a candidate who lost it a new one with `:reissue`. A candidate is named as you know them; the name reaches no judge and no log.
         */
        post: operations["createInvitations"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/invitations/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read an invitation */
        get: operations["getInvitation"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/invitations/{id}:revoke": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Withdraw an invitation
         * @description From the next request on neither its link nor its session lets anybody in, not even to see results. What was written stays. It can not be undone.
         */
        post: operations["revokeInvitation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/invitations/{id}:reissue": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Give a candidate a new link
         * @description For who lost the link or the session, before or after submitting. The one before lets nobody in any more. What they wrote stays, and so does the time that they have left.
         */
        post: operations["reissueInvitation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/invitations:open": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Open an invitation link, as a candidate
         * @description Takes the token of a link instead of a key, once, and gives a session for it that lasts 30 days; the routes under /v1/candidate want it as `Authorization: Bearer mss_...`. Show `notice` before the candidate starts. A link that is none, or was replaced by a newer one, is 404; one that was opened, withdrawn or has expired is 409 and says which.
         */
        post: operations["openInvitations"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/candidate/attempt": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read what you are invited to, and how far you are
         * @description There are no questions before the start. Of a question there are its words and your draft.
         */
        get: operations["getCandidateAttempt"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/candidate/attempt:start": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Start, after reading the notice
         * @description Where time is limited it runs from now on, by the clock of the service. Starting again changes nothing.
         */
        post: operations["startCandidateAttempt"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/candidate/answers/{number}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Save what you have written to a question
         * @description As often as you like. `revision` is a number that your client makes larger with every save of the question: one that is not newer than what is kept is refused with 409, the same save again is not. After the end, with 15 seconds of grace, and after submitting nothing is taken.
         */
        put: operations["putCandidateAnswer"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/candidate/attempt:submit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Submit what you have saved
         * @description Once: submitting again gives the same receipt. After the end it takes what was saved in time, and so does the service by itself a little later. Grading goes on in the background.
         */
        post: operations["submitCandidateAttempt"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/candidate/receipt": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read the receipt again */
        get: operations["getCandidateReceipt"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/candidate/results": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read your results, as far as they were released
         * @description A program grades first, and can be wrong; `:appeal` asks for a person, and `appeals` and `review` say what came of it. What people decided counts in the scores. `releasedBy` is the person who released the results. The reference is shown only where the policy says so, and not while others may still start or be answering.
         */
        get: operations["listCandidateResults"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/candidate/results/{number}:appeal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ask for a person to look at one point of your results
         * @description Once for each point, while the feedback on your answers is shown to you. `point` is the `number` of its note there. Your marks and all that you see stay as they are until a named person has decided; the results then say what they decided. Sending it again changes nothing and is refused with 409.
         */
        post: operations["appealCandidateResult"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/assessments/{id}/submissions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the submissions to an assessment, the first that was started first */
        get: operations["listAssessmentSubmissions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/submissions/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a submission, its marks, and what its candidate sees of them
         * @description The answers and all that was made of them are in the evaluations.
         */
        get: operations["getSubmission"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/assessments/{id}/release-gate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read whether results may be released without a person, and why not
         * @description On every question of the assessment the judge must agree with the marks that you keep under /v1/agreement as far as `minimumAgreement` demands. It is asked once, when a submission is graded: one that was graded while the gate was locked waits for `:release`, and its `heldBecause` says why.
         */
        get: operations["getAssessmentReleaseGate"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/assessments/{id}:release": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Release results, as a person
         * @description Of all submissions that are graded by now, except those with an answer that waits for a person: these follow when it was reviewed, or now with `includeUnreviewed`. `what` is that of the policy unless you say otherwise; a later release replaces this one, and "nothing" takes it back.
         */
        post: operations["releaseAssessment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/settings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read what your organisation has decided */
        get: operations["listSettings"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Set the monthly budget and how long answers are kept
         * @description What is not given stays as it is; null takes a limit away. `monthlyBudgetUsdMicros` is what models may cost in a calendar month (UTC), in millionths of a dollar. Before a call the most that it can cost is set aside, so that calls made at the same time can not pass the budget together; what it did not cost is given back. When no room is left, requests that need a model are refused (402) and batches stop, to be resumed when there is more. A raised budget is heeded at once, a lowered one within 5 seconds. A model whose price nobody knows is asked all the same: `/v1/usage` counts its tokens.
         */
        patch: operations["changeSettings"];
        trace?: never;
    };
    "/v1/usage": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read what models cost in a month
         * @description This month (UTC) unless another is named, with the twelve before it in which something was used. Every call to a model counts to the month in which it was made, whatever it was made for; an economy batch when its replies are taken in, or where there is a budget, to the month in which it was handed over. `spentUsdMicros` is by the tokens that providers report and their list prices; `unpricedCalls` are of models that no price is known of, and cost something beside it. `judgements` are the whole answers that a model judged. `inFlightUsdMicros` is set aside for calls that are under way.
         */
        get: operations["getUsage"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
};
export type webhooks = Record<string, never>;
export type components = {
    schemas: {
        HealthReply: {
            /** @enum {string} */
            status: "ok" | "degraded";
            version: string;
            judge: components["schemas"]["JudgeKind"];
            model: string | null;
            /** @enum {string} */
            storage: "reachable" | "unreachable";
        };
        /** @enum {string} */
        JudgeKind: "offline" | "llm";
        QuestionReply: {
            id: string;
            version: number;
            /** @enum {string} */
            status: "active" | "archived";
            /** Format: date-time */
            createdAt: string;
            category: string;
            kind?: components["schemas"]["QuestionKind"];
            /**
             * @default mid
             * @enum {string}
             */
            difficulty?: "junior" | "mid" | "senior";
            /** @default [] */
            tags?: string[];
            prompt: string;
            /** @default  */
            reference?: string;
            /** @default [] */
            referenceAlternatives?: string[];
            markScheme: components["schemas"]["MarkScheme"];
        };
        /**
         * @default knowledge
         * @enum {string}
         */
        QuestionKind: "knowledge" | "behavioural";
        MarkScheme: {
            /** @default [] */
            keyPoints?: components["schemas"]["KeyPoint"][];
            /** @default [] */
            misconceptions?: components["schemas"]["Misconception"][];
            /** @default [] */
            dimensions?: components["schemas"]["RubricDimension"][];
            scoring?: components["schemas"]["ScoringPolicy"];
        };
        KeyPoint: {
            id: string;
            text: string;
            /**
             * @default essential
             * @enum {string}
             */
            role?: "essential" | "bonus";
            /** @default 1 */
            weight?: number;
            /** @default [] */
            aliases?: string[];
            /** @default [] */
            terms?: string[];
            hint?: string;
        };
        Misconception: {
            id: string;
            claim: string;
            correction: string;
            /** @default [] */
            contradicts?: string[];
        };
        RubricDimension: {
            id: string;
            name: string;
            /** @default 1 */
            weight?: number;
            levels: [
                string,
                string,
                string,
                string,
                string
            ];
        };
        /** @default {} */
        ScoringPolicy: {
            /** @default 0.1 */
            bonusShare?: number;
            /** @default 0.25 */
            contradictionPenalty?: number;
            /** @default 0.05 */
            misconceptionPenalty?: number;
            /** @default 0.25 */
            misconceptionPenaltyMax?: number;
            /** @default 0 */
            rubricShare?: number;
            passMark?: number;
            /** @enum {string} */
            wordCredit?: "proportional" | "diminishing";
        };
        Problem: {
            type: string;
            title: string;
            status: number;
            detail: string;
            requestId: string;
            errors?: {
                pointer: string;
                detail: string;
            }[];
        };
        AuthoredQuestion: {
            id: string;
            category: string;
            kind?: components["schemas"]["QuestionKind"];
            /**
             * @default mid
             * @enum {string}
             */
            difficulty?: "junior" | "mid" | "senior";
            /** @default [] */
            tags?: string[];
            prompt: string;
            /** @default  */
            reference?: string;
            /** @default [] */
            referenceAlternatives?: string[];
            markScheme: components["schemas"]["MarkScheme"];
        };
        QuestionPage: {
            items: components["schemas"]["QuestionReply"][];
            nextCursor: string | null;
        };
        QuestionContent: {
            category: string;
            kind?: components["schemas"]["QuestionKind"];
            /**
             * @default mid
             * @enum {string}
             */
            difficulty?: "junior" | "mid" | "senior";
            /** @default [] */
            tags?: string[];
            prompt: string;
            /** @default  */
            reference?: string;
            /** @default [] */
            referenceAlternatives?: string[];
            markScheme: components["schemas"]["MarkScheme"];
        };
        SchemeProposal: {
            method: components["schemas"]["JudgeKind"];
            model: string | null;
            promptVersion: string | null;
            keyPoints: components["schemas"]["KeyPoint"][];
            misconceptions: components["schemas"]["Misconception"][];
            sources: {
                keyPointId: string;
                start: number;
                end: number;
                text: string;
            }[];
            warnings: components["schemas"]["SchemeWarning"][];
            unusedSentences: components["schemas"]["EvidenceSpan"][];
            usage: components["schemas"]["Usage"];
        };
        SchemeWarning: {
            code: components["schemas"]["SchemeWarningCode"];
            keyPointId: string | null;
            detail: string;
        };
        /** @enum {string} */
        SchemeWarningCode: "reference-too-short" | "reference-restates-question" | "reference-asks-questions" | "reference-contradicts-itself" | "reference-in-another-language" | "reference-not-made-of-words" | "reference-not-covered" | "prompt-gives-away" | "no-essential-point" | "too-few-points" | "too-many-points" | "point-too-long" | "points-overlap" | "point-strays-from-source" | "hint-gives-away" | "sentence-unused" | "source-not-found" | "entry-unusable" | "model-failed" | "model-says";
        EvidenceSpan: {
            start: number;
            end: number;
            text: string;
        };
        Usage: {
            calls: number;
            inputTokens: number;
            cachedInputTokens: number;
            outputTokens: number;
            costUsdMicros: number | null;
        };
        ExtractRequest: {
            question: string;
            referenceAnswer: string;
            method?: components["schemas"]["JudgeKind"];
        };
        SelfTestReport: {
            questionId: string;
            version: number | null;
            judge: components["schemas"]["JudgeKind"];
            model: string | null;
            /** @enum {string} */
            verdict: "ready-to-publish" | "look-at-these-first" | "not-tried";
            checks: components["schemas"]["SelfTestCheck"][];
            warnings: components["schemas"]["SchemeWarning"][];
            answers: {
                needed: number;
                judged: number;
            };
            usage: components["schemas"]["Usage"];
        };
        SelfTestCheck: {
            id: components["schemas"]["SelfTestCheckId"];
            title: string;
            /** @enum {string} */
            severity: "must" | "advice";
            /** @enum {string} */
            outcome: "passed" | "failed" | "not-tried";
            measured: number | null;
            atLeast: number | null;
            atMost: number | null;
            keyPointIds: string[];
            detail: string;
            remedy: string | null;
        };
        /** @enum {string} */
        SelfTestCheckId: "reference-earns-full-marks" | "reference-makes-every-point" | "prompt-earns-nothing" | "empty-answer-earns-nothing" | "hints-give-nothing-away" | "other-references-earn-little" | "left-out-point-is-missed" | "left-out-point-costs-nothing-else" | "padding-changes-nothing" | "denied-point-earns-nothing";
        NewSelfTestRequest: {
            question: components["schemas"]["AuthoredQuestion"];
            judge?: components["schemas"]["JudgeKind"];
            /** @default 60 */
            callsMax?: number;
        };
        SelfTestRequest: {
            judge?: components["schemas"]["JudgeKind"];
            /** @default 60 */
            callsMax?: number;
        };
        EvaluationReply: {
            id: string;
            /** Format: date-time */
            createdAt: string;
            question: {
                id: string | null;
                version: number | null;
                fingerprint: string;
            };
            inlineQuestion: components["schemas"]["QuestionContent"] | null;
            candidate: string | null;
            batchRow: {
                batchId: string;
                row: number;
            } | null;
            answer: string;
            judge: components["schemas"]["JudgeKind"];
            gate: components["schemas"]["Gate"];
            flags: components["schemas"]["Flag"][];
            /** @enum {string} */
            status: "graded" | "needs-review";
            score: number | null;
            scoreRange: {
                min: number;
                max: number;
            };
            coverage: number | null;
            calibrated: components["schemas"]["CalibratedScore"] | null;
            band: components["schemas"]["Band"] | null;
            confidence: number | null;
            expectedHarm: number;
            reviewReasons: components["schemas"]["ReviewReason"][];
            verdicts: components["schemas"]["PointVerdict"][];
            misconceptions: components["schemas"]["MisconceptionFinding"][];
            dimensions: components["schemas"]["DimensionVerdict"][];
            feedback: components["schemas"]["Feedback"];
            usage: components["schemas"]["Usage"];
            provenance: components["schemas"]["Provenance"];
            review: components["schemas"]["Review"] | null;
        };
        /** @enum {string|null} */
        Gate: "empty" | "non_answer" | "gibberish" | "restates_question" | "off_topic" | "language_mismatch" | null;
        /** @enum {string} */
        Flag: "empty" | "non_answer" | "gibberish" | "restates_question" | "off_topic" | "language_mismatch" | "prompt_injection" | "encoded_text" | "hidden_text" | "keyword_list" | "repetition" | "hedging" | "verbatim_reference" | "number_mismatch" | "negation_mismatch" | "swapped_sides";
        CalibratedScore: {
            score: number;
            range: {
                min: number;
                max: number;
            };
            /** @enum {string} */
            state: "provisional" | "usable" | "trusted";
            marks: number;
            band: components["schemas"]["Band"];
        };
        /** @enum {string} */
        Band: "excellent" | "good" | "fair" | "weak" | "poor";
        /** @enum {string} */
        ReviewReason: "behavioural-question" | "unjudged-point" | "unjudged-dimension" | "model-refused" | "model-cut-off" | "model-unavailable" | "model-reply-invalid" | "evidence-not-found" | "essential-point-contradicted" | "judge-unsure" | "judges-disagree" | "manipulation-suspected" | "hidden-or-encoded-text" | "wrong-language" | "off-topic" | "keyword-list" | "repetition" | "hedging" | "number-mismatch" | "negation-mismatch" | "swapped-sides" | "pasted-reference" | "near-pass-mark" | "appealed" | "marks-changed";
        PointVerdict: {
            keyPointId: string;
            text: string;
            /** @enum {string} */
            role: "essential" | "bonus";
            weight: number;
            verdict: components["schemas"]["Verdict"];
            coverage: number | null;
            evidence: components["schemas"]["EvidenceSpan"][];
            reason: string | null;
            confidence: number | null;
            doubtful: boolean;
        };
        /** @enum {string} */
        Verdict: "covered" | "partial" | "missing" | "contradicted" | "unjudged";
        MisconceptionFinding: {
            misconceptionId: string;
            claim: string;
            asserted: boolean | null;
            evidence: components["schemas"]["EvidenceSpan"][];
        };
        DimensionVerdict: {
            dimensionId: string;
            name: string;
            weight: number;
            level: number | null;
            evidence: components["schemas"]["EvidenceSpan"][];
            reason: string | null;
        };
        Feedback: {
            summary: string;
            points: components["schemas"]["PointNote"][];
            claims: components["schemas"]["ClaimNote"][];
            tips: string[];
            nextStep: string | null;
            polishFingerprint: string | null;
        };
        PointNote: {
            number: number;
            quotes: string[];
            text: string;
            verdict: components["schemas"]["Verdict"];
        };
        ClaimNote: {
            number: number;
            quotes: string[];
            text: string;
        };
        Provenance: {
            judge: components["schemas"]["JudgeKind"];
            judgeVersion: string;
            model: string | null;
            promptFingerprint: string | null;
            workedExamples: string[];
            workFingerprint: string;
            calibrationFingerprint: string | null;
            reused: boolean;
            latencyMs: number;
            calls: components["schemas"]["ModelCall"][];
            regrades: components["schemas"]["RegradeMark"][];
        };
        ModelCall: {
            /** @enum {string} */
            purpose: "judge" | "repair" | "re-ask" | "extract" | "polish";
            /** @enum {string} */
            outcome: "answered" | "refused" | "cut-off" | "filtered" | "empty-reply" | "rate-limited" | "quota-exhausted" | "timed-out" | "unreachable" | "server-error" | "rejected";
            model: string;
            finishReason: string | null;
            detail: string | null;
            attempts: number;
            latencyMs: number;
            usage: components["schemas"]["TokenUsage"];
        };
        TokenUsage: {
            inputTokens: number;
            cachedInputTokens: number;
            outputTokens: number;
        };
        RegradeMark: {
            regradeId: string | null;
            /** Format: date-time */
            regradedAt: string;
            by: string | null;
            from: {
                version: number | null;
                fingerprint: string;
            };
            to: {
                version: number | null;
                fingerprint: string;
            };
            judgeVersion: string;
            model: string | null;
            promptFingerprint: string | null;
            points: string[];
            misconceptions: string[];
            dimensions: string[];
        };
        Review: {
            decision: {
                /** @enum {string} */
                kind: "confirmed" | "overridden";
                reviewer: string;
                reason: string | null;
                /** Format: date-time */
                at: string;
            } | null;
            marks: components["schemas"]["ShownMarks"] | null;
            of: components["schemas"]["ShownMarks"] | null;
            score: number | null;
            parts: components["schemas"]["DecidedParts"];
            appeals: components["schemas"]["Appeal"][];
            outdated: boolean;
            last: components["schemas"]["ReviewEntry"];
        };
        ShownMarks: {
            score: number | null;
            scoreRange: {
                min: number;
                max: number;
            };
            band: components["schemas"]["Band"] | null;
        };
        DecidedParts: {
            points: {
                keyPointId: string;
                verdict: components["schemas"]["DecidedVerdict"];
            }[];
            misconceptions: {
                misconceptionId: string;
                asserted: boolean;
            }[];
            dimensions: {
                dimensionId: string;
                level: number;
            }[];
        };
        /** @enum {string} */
        DecidedVerdict: "covered" | "partial" | "missing" | "contradicted";
        Appeal: {
            id: string;
            keyPointId: string;
            /** @enum {string} */
            state: "open" | "upheld" | "rejected";
        };
        ReviewEntry: {
            /** @enum {string} */
            kind: "confirm";
            number: number;
            /** Format: date-time */
            at: string;
            by: string | null;
            reviewer: string;
            reason: string | null;
            machine: components["schemas"]["ShownMarks"];
            inForce: components["schemas"]["ShownMarks"];
        } | {
            /** @enum {string} */
            kind: "override";
            number: number;
            /** Format: date-time */
            at: string;
            by: string | null;
            reviewer: string;
            reason: string;
            score: number | null;
            parts: components["schemas"]["DecidedParts"];
            machine: components["schemas"]["ShownMarks"];
            inForce: components["schemas"]["ShownMarks"];
        } | {
            /** @enum {string} */
            kind: "appeal";
            number: number;
            /** Format: date-time */
            at: string;
            by: string | null;
            appealId: string;
            keyPointId: string;
            reason: string;
            machine: components["schemas"]["ShownMarks"];
            inForce: components["schemas"]["ShownMarks"];
        } | {
            /** @enum {string} */
            kind: "uphold";
            number: number;
            /** Format: date-time */
            at: string;
            by: string | null;
            reviewer: string;
            reason: string;
            appealId: string;
            keyPointId: string;
            verdict: components["schemas"]["DecidedVerdict"];
            score: number | null;
            alias: string | null;
            machine: components["schemas"]["ShownMarks"];
            inForce: components["schemas"]["ShownMarks"];
        } | {
            /** @enum {string} */
            kind: "reject";
            number: number;
            /** Format: date-time */
            at: string;
            by: string | null;
            reviewer: string;
            reason: string;
            appealId: string;
            keyPointId: string;
            machine: components["schemas"]["ShownMarks"];
            inForce: components["schemas"]["ShownMarks"];
        };
        PendingEvaluation: {
            id: string;
            /** @enum {string} */
            status: "pending";
            /** Format: date-time */
            requestedAt: string;
            question: {
                id: string | null;
                version: number | null;
            };
            candidate: string | null;
            judge: components["schemas"]["JudgeKind"];
            attempts: number;
            reason: string | null;
        };
        EvaluationRequest: {
            questionId?: string;
            version?: number;
            question?: string;
            referenceAnswer?: string;
            /** @default [] */
            referenceAlternatives?: string[];
            keyPoints?: (string | {
                id?: string;
                text: string;
                /**
                 * @default essential
                 * @enum {string}
                 */
                role?: "essential" | "bonus";
                /** @default 1 */
                weight?: number;
                /** @default [] */
                aliases?: string[];
                /** @default [] */
                terms?: string[];
                hint?: string;
            })[];
            answer: string;
            candidate?: string;
            judge?: components["schemas"]["JudgeKind"];
            feedback?: components["schemas"]["FeedbackWording"];
        };
        /** @enum {string} */
        FeedbackWording: "template" | "polished";
        EvaluationPage: {
            items: components["schemas"]["EvaluationReply"][];
            nextCursor: string | null;
        };
        FeedbackReply: components["schemas"]["ReviewedFeedback"] | components["schemas"]["ReviewedRevealedFeedback"];
        ReviewedFeedback: {
            summary: string;
            points: components["schemas"]["PointNote"][];
            claims: components["schemas"]["ClaimNote"][];
            tips: string[];
            nextStep: string | null;
            polishFingerprint: string | null;
            review: string[];
        };
        ReviewedRevealedFeedback: {
            summary: string;
            points: {
                number: number;
                quotes: string[];
                text: string;
                verdict: components["schemas"]["Verdict"];
                point: string;
            }[];
            claims: {
                number: number;
                quotes: string[];
                text: string;
                claim: string;
                correction: string;
            }[];
            tips: string[];
            nextStep: string | null;
            polishFingerprint: string | null;
            reference: string;
            review: string[];
        };
        ReviewRequest: {
            /** @enum {string} */
            decision: "confirm";
            reviewer: string;
            reason?: string;
        } | {
            /** @enum {string} */
            decision: "override";
            reviewer: string;
            reason: string;
            score?: number;
            /** @default [] */
            points?: {
                keyPointId: string;
                verdict: components["schemas"]["DecidedVerdict"];
            }[];
            /** @default [] */
            misconceptions?: {
                misconceptionId: string;
                asserted: boolean;
            }[];
            /** @default [] */
            dimensions?: {
                dimensionId: string;
                level: number;
            }[];
        };
        AppealReply: {
            id: string;
            keyPointId: string;
            /** @enum {string} */
            state: "open" | "upheld" | "rejected";
            evaluationId: string;
            candidate: string | null;
        };
        AppealRequest: {
            keyPointId: string;
            reason: string;
        };
        AppealDecisionReply: {
            evaluation: components["schemas"]["EvaluationReply"];
            credit: components["schemas"]["AliasCredit"] | null;
        };
        AliasCredit: {
            questionId: string;
            version: number;
            regradeId: string | null;
            notCompared: string | null;
            wouldCredit: components["schemas"]["CreditedAnswer"][];
        };
        CreditedAnswer: {
            evaluationId: string;
            keyPointId: string;
            from: components["schemas"]["Verdict"];
            to: components["schemas"]["Verdict"];
            scoreFrom: number | null;
            scoreTo: number | null;
        };
        AppealDecisionRequest: {
            /** @enum {string} */
            decision: "reject";
            appealId: string;
            reviewer: string;
            reason: string;
        } | {
            /** @enum {string} */
            decision: "uphold";
            appealId: string;
            reviewer: string;
            reason: string;
            verdict: components["schemas"]["DecidedVerdict"];
            score?: number;
            addAlias?: {
                text: string;
            };
        };
        ReviewHistory: {
            items: components["schemas"]["ReviewEntry"][];
        };
        RegradeWithAnswers: {
            id: string;
            questionId: string;
            batchId: string | null;
            fromVersion: number;
            toVersion: number;
            /** Format: date-time */
            createdAt: string;
            createdBy: string;
            state: components["schemas"]["RegradeState"];
            revision: number;
            changes: components["schemas"]["SchemeChanges"];
            summary: components["schemas"]["RegradeSummary"];
            /** Format: date-time */
            appliedAt: string | null;
            appliedBy: string | null;
            applied: number | null;
            skipped: components["schemas"]["SkippedAnswer"][];
            answers: components["schemas"]["RegradeEntry"][];
        };
        /** @enum {string} */
        RegradeState: "previewed" | "applying" | "applied" | "discarded";
        SchemeChanges: {
            context: ("prompt" | "reference" | "alternatives")[];
            parts: {
                /** @enum {string} */
                kind: "key-point" | "misconception" | "dimension";
                id: string;
                change: components["schemas"]["PartChange"];
            }[];
            scoring: boolean;
        };
        /** @enum {string} */
        PartChange: "added" | "removed" | "reworded" | "recounted" | "retold";
        RegradeSummary: {
            answers: number;
            movedUp: number;
            movedDown: number;
            unmoved: number;
            unscored: number;
            notJudged: number;
            meanShift: number | null;
            rankChanged: number;
            newlyPassed: number | null;
            newlyFailed: number | null;
            usage: components["schemas"]["Usage"];
        };
        SkippedAnswer: {
            evaluationId: string;
            /** @enum {string} */
            reason: "not-judged" | "changed" | "gone";
        };
        RegradeEntry: {
            evaluationId: string;
            candidate: string | null;
            before: components["schemas"]["Standing"];
            after: components["schemas"]["Standing"];
            movedBy: number | null;
            points: components["schemas"]["PointShift"][];
            misconceptions: components["schemas"]["ClaimShift"][];
            dimensions: components["schemas"]["LevelShift"][];
            notes: components["schemas"]["RegradeNote"][];
        };
        Standing: {
            score: number | null;
            scoreRange: {
                min: number;
                max: number;
            };
            /** @enum {string} */
            status: "graded" | "needs-review";
            rank: number | null;
        };
        PointShift: {
            keyPointId: string;
            text: string;
            before: {
                verdict: components["schemas"]["Verdict"];
                coverage: number | null;
                evidence: components["schemas"]["EvidenceSpan"][];
                reason: string | null;
            } | null;
            after: {
                verdict: components["schemas"]["Verdict"];
                coverage: number | null;
                evidence: components["schemas"]["EvidenceSpan"][];
                reason: string | null;
            } | null;
        };
        ClaimShift: {
            misconceptionId: string;
            claim: string;
            before: {
                asserted: boolean | null;
                evidence: components["schemas"]["EvidenceSpan"][];
            } | null;
            after: {
                asserted: boolean | null;
                evidence: components["schemas"]["EvidenceSpan"][];
            } | null;
        };
        LevelShift: {
            dimensionId: string;
            name: string;
            before: {
                level: number | null;
                evidence: components["schemas"]["EvidenceSpan"][];
            } | null;
            after: {
                level: number | null;
                evidence: components["schemas"]["EvidenceSpan"][];
            } | null;
        };
        /** @enum {string} */
        RegradeNote: "gate-opened" | "other-judge" | "recalibrated" | "not-judged";
        RegradeRequest: {
            fromVersion: number;
            toVersion?: number;
            evaluationIds?: string[];
            newest?: number;
        };
        RegradeBatchRequest: {
            questionId: string;
            toVersion?: number;
        };
        RegradeReply: {
            id: string;
            questionId: string;
            batchId: string | null;
            fromVersion: number;
            toVersion: number;
            /** Format: date-time */
            createdAt: string;
            createdBy: string;
            state: components["schemas"]["RegradeState"];
            revision: number;
            changes: components["schemas"]["SchemeChanges"];
            summary: components["schemas"]["RegradeSummary"];
            /** Format: date-time */
            appliedAt: string | null;
            appliedBy: string | null;
            applied: number | null;
            skipped: components["schemas"]["SkippedAnswer"][];
        };
        UploadReply: {
            uploadId: string;
            /** @enum {string} */
            method: "PUT";
            url: string;
            headers: {
                [key: string]: string;
            };
            /** Format: date-time */
            expiresAt: string;
            bytesMax: number;
        };
        BatchPlanReply: {
            rows: number;
            badRows: number;
            bad: {
                line: number;
                column: string | null;
                reason: string;
            }[];
            /** @enum {string} */
            layout: "long" | "wide";
            columns: {
                /** @enum {string} */
                meaning: "answer" | "question_id" | "question" | "reference_answer" | "reference_alternatives" | "key_points" | "candidate" | "human_score" | "human_score_2" | "human_score_max" | "human_points";
                heading: string;
            }[];
            questionColumns: {
                heading: string;
                questionId: string;
            }[];
            carried: string[];
            questions: {
                question: string;
                rows: number;
            }[];
            distinct: number;
            gates: {
                empty?: number;
                non_answer?: number;
                gibberish?: number;
                restates_question?: number;
                off_topic?: number;
                language_mismatch?: number;
            };
            paid: number;
            judge: components["schemas"]["JudgeKind"];
            model: string | null;
            estimate: {
                calls: number;
                inputTokens: number;
                outputTokens: number;
                callsMax: number;
                inputTokensMax: number;
                outputTokensMax: number;
            };
            costUsdMicros: number | null;
            costUsdMicrosMax: number | null;
            seconds: number;
        };
        BatchReply: {
            id: string;
            /** Format: date-time */
            createdAt: string;
            name: string | null;
            source: {
                uploadId: string;
                /** @enum {string} */
                format: "csv" | "jsonl" | "xlsx";
                sheetName: string | null;
                mapping: components["schemas"]["ColumnMapping"];
                isMapped: boolean;
            };
            judge: components["schemas"]["JudgeKind"];
            mode: components["schemas"]["BatchMode"];
            budgetUsdMicros: number | null;
            state: components["schemas"]["BatchState"];
            reason: string | null;
            run: number;
            rowCount: number | null;
            /** Format: date-time */
            settledAt: string | null;
            counts: components["schemas"]["RowCounts"];
            usage: components["schemas"]["BatchUsage"];
        };
        ColumnMapping: {
            /** @default {} */
            columns?: {
                answer?: string | null;
                question_id?: string | null;
                question?: string | null;
                reference_answer?: string | null;
                reference_alternatives?: string | null;
                key_points?: string | null;
                candidate?: string | null;
                human_score?: string | null;
                human_score_2?: string | null;
                human_score_max?: string | null;
                human_points?: string | null;
            };
            /**
             * @default null
             * @enum {string|null}
             */
            layout?: "long" | "wide" | null;
            /** @default {} */
            questionColumns?: {
                [key: string]: string;
            };
            /**
             * @default grade
             * @enum {string}
             */
            blanks?: "grade" | "skip";
        };
        /** @enum {string} */
        BatchMode: "standard" | "economy";
        /** @enum {string} */
        BatchState: "preparing" | "grading" | "stopped" | "cancelled" | "completed" | "completed-with-failures" | "unreadable";
        RowCounts: {
            queued: number;
            grading: number;
            graded: number;
            needsReview: number;
            failed: number;
            erased: number;
        };
        BatchUsage: {
            calls: number;
            inputTokens: number;
            cachedInputTokens: number;
            outputTokens: number;
            costUsdMicros: number | null;
        };
        BatchRequest: {
            name?: string;
            rows?: {
                [key: string]: unknown;
            }[];
            content?: string;
            uploadId?: string;
            /** @enum {string} */
            format?: "csv" | "jsonl" | "xlsx";
            sheetName?: string;
            mapping?: components["schemas"]["ColumnMapping"];
            judge?: components["schemas"]["JudgeKind"];
            mode?: components["schemas"]["BatchMode"];
            budgetUsdMicros?: number;
        };
        BatchPage: {
            items: {
                id: string;
                /** Format: date-time */
                createdAt: string;
                name: string | null;
                source: {
                    uploadId: string;
                    /** @enum {string} */
                    format: "csv" | "jsonl" | "xlsx";
                    sheetName: string | null;
                    mapping: components["schemas"]["ColumnMapping"];
                    isMapped: boolean;
                };
                judge: components["schemas"]["JudgeKind"];
                mode: components["schemas"]["BatchMode"];
                budgetUsdMicros: number | null;
                state: components["schemas"]["BatchState"];
                reason: string | null;
                run: number;
                rowCount: number | null;
                /** Format: date-time */
                settledAt: string | null;
            }[];
            nextCursor: string | null;
        };
        BatchRowPage: {
            items: components["schemas"]["BatchRowReply"][];
            nextCursor: string | null;
        };
        BatchRowReply: {
            row: number;
            line: number | null;
            column: string | null;
            status: components["schemas"]["RowStatus"];
            candidate: string | null;
            reason: string | null;
            attempts: number | null;
            evaluationId: string | null;
            question: {
                id: string | null;
                version: number | null;
                fingerprint: string;
            } | null;
            score: number | null;
            scoreRange: {
                min: number;
                max: number;
            } | null;
            coverage: number | null;
            band: components["schemas"]["Band"] | null;
            confidence: number | null;
            expectedHarm: number | null;
            reviewReasons: components["schemas"]["ReviewReason"][];
            flags: components["schemas"]["Flag"][];
        };
        /** @enum {string} */
        RowStatus: "queued" | "grading" | "graded" | "needs-review" | "failed" | "erased";
        ResumeRequest: {
            budgetUsdMicros?: number | null;
        };
        AnalyticsReply: {
            questions: components["schemas"]["QuestionAnalytics"][];
            set: components["schemas"]["SetFigures"];
            repeated: number;
        };
        QuestionAnalytics: {
            questionId: string;
            scored: number;
            unscored: number;
            histogram: number[];
            facility: components["schemas"]["RatedFigure"];
            discrimination: components["schemas"]["RatedFigure"];
            notes: components["schemas"]["ItemNote"][];
            points: components["schemas"]["PointHits"][];
            version: number;
            evaluations: number;
            otherVersions: number;
            truncated: boolean;
            judges: {
                offline: number;
                llm: number;
            };
            reviewShare: number | null;
        };
        RatedFigure: {
            value: number | null;
            interval: components["schemas"]["Interval"] | null;
            n: number;
            needed: number;
            /** @enum {string} */
            standing: "shown" | "greyed" | "withheld";
            doubt: components["schemas"]["FigureDoubt"];
        };
        Interval: {
            low: number;
            high: number;
        };
        /** @enum {string|null} */
        FigureDoubt: "too-few" | "no-variance" | "one-question" | "not-positive" | null;
        /** @enum {string} */
        ItemNote: "nearly-all-succeed" | "nearly-all-fail" | "discriminates-backwards" | "hardly-discriminates";
        PointHits: {
            keyPointId: string;
            hits: number;
            hitRate: components["schemas"]["RatedFigure"];
        };
        SetFigures: {
            questions: number;
            people: number;
            complete: number;
            alpha: components["schemas"]["RatedFigure"];
            standardError: components["schemas"]["RatedFigure"];
            tellingDifference: components["schemas"]["RatedFigure"];
            targetAlpha: number;
            questionsNeeded: components["schemas"]["RatedFigure"];
        };
        SimilarAnswers: {
            evaluations: number;
            truncated: boolean;
            groups: components["schemas"]["SimilarGroup"][];
        };
        SimilarGroup: {
            level: components["schemas"]["SimilarityLevel"];
            finding: components["schemas"]["CopyFinding"];
            excerpt: string;
            members: {
                evaluationId: string;
                /** Format: date-time */
                createdAt: string;
                candidate: string | null;
                similarity: number;
            }[];
        };
        /** @enum {string} */
        SimilarityLevel: "identical" | "near-duplicate";
        /** @enum {string} */
        CopyFinding: "copies" | "one-candidate" | "unnamed-candidates" | "too-little-own";
        ReviewQueue: {
            items: components["schemas"]["ReviewQueueItem"][];
            counts: {
                evaluations: number;
                sent: number;
                must: number;
                left: number;
                budget: number;
            };
            truncated: boolean;
        };
        ReviewQueueItem: {
            evaluationId: string;
            questionId: string | null;
            score: number | null;
            confidence: number | null;
            expectedHarm: number;
            reasons: components["schemas"]["ReviewReason"][];
            must: boolean;
        };
        AgreementReply: {
            judge: {
                judge: components["schemas"]["JudgeKind"];
                judgeVersion: string;
                model: string | null;
                promptFingerprint: string | null;
            };
            marks: {
                kept: number;
                answers: number;
                unjudged: number;
                unscored: number;
            };
            report: components["schemas"]["AgreementReport"];
            calibration: components["schemas"]["CalibrationInForce"] | null;
        };
        AgreementReport: {
            seed: number;
            resamples: number;
            marks: components["schemas"]["MarksHad"];
            overall: components["schemas"]["ScoreAgreement"];
            doubleMarked: components["schemas"]["DoubleMarked"] | null;
            questions: components["schemas"]["QuestionAgreement"][];
            allPoints: components["schemas"]["DecisionAgreement"] | null;
            points: components["schemas"]["PointAgreement"][];
        };
        MarksHad: {
            n: number;
            state: components["schemas"]["MarksState"];
            next: {
                state: components["schemas"]["MarksState"];
                marks: number;
            } | null;
        };
        /** @enum {string} */
        MarksState: "none" | "provisional" | "usable" | "trusted";
        ScoreAgreement: {
            qwk: number | null;
            qwkInterval: components["schemas"]["Interval"] | null;
            qwkBanded: number | null;
            pearson: number | null;
            pearsonInterval: components["schemas"]["Interval"] | null;
            spearman: number | null;
            icc: number | null;
            krippendorffAlpha: number | null;
            meanAbsoluteError: number | null;
            rootMeanSquaredError: number | null;
            bias: number | null;
            biasInterval: components["schemas"]["Interval"] | null;
            differenceLimits: components["schemas"]["DifferenceLimits"] | null;
            standardisedMeanDifference: number | null;
        };
        DifferenceLimits: {
            low: number;
            high: number;
            lowInterval: components["schemas"]["Interval"];
            highInterval: components["schemas"]["Interval"];
        };
        DoubleMarked: {
            marks: components["schemas"]["MarksHad"];
            people: components["schemas"]["ScoreAgreement"];
            machine: components["schemas"]["ScoreAgreement"];
            prmse: number | null;
        };
        QuestionAgreement: {
            questionId: string;
            marks: components["schemas"]["MarksHad"];
            scores: components["schemas"]["ScoreAgreement"];
        };
        DecisionAgreement: {
            marks: components["schemas"]["MarksHad"];
            decisions: {
                n: number;
                bothMet: number;
                onlyMachine: number;
                onlyPeople: number;
                neither: number;
            };
            accuracy: number | null;
            kappa: number | null;
            kappaInterval: components["schemas"]["Interval"] | null;
            ac1: number | null;
            machineMet: number | null;
            peopleMet: number | null;
        };
        PointAgreement: {
            questionId: string;
            keyPointId: string;
            marks: components["schemas"]["MarksHad"];
            decisions: {
                n: number;
                bothMet: number;
                onlyMachine: number;
                onlyPeople: number;
                neither: number;
            };
            accuracy: number | null;
            kappa: number | null;
            kappaInterval: components["schemas"]["Interval"] | null;
            ac1: number | null;
            machineMet: number | null;
            peopleMet: number | null;
        };
        CalibrationInForce: {
            judge: components["schemas"]["JudgeKind"];
            judgeVersion: string;
            model: string | null;
            promptFingerprint: string | null;
            marks: number;
            state: components["schemas"]["MarksState"];
            map: components["schemas"]["CalibrationMap"];
            questions: {
                questionId: string;
                marks: number;
                offset: number;
            }[];
            spread: number | null;
            confidence: components["schemas"]["ConfidenceWeights"] | null;
            fingerprint: string;
            /** Format: date-time */
            fittedAt: string;
            revision: number;
        };
        CalibrationMap: {
            /** @enum {string} */
            kind: "identity";
        } | {
            /** @enum {string} */
            kind: "line";
            intercept: number;
            slope: number;
        } | {
            /** @enum {string} */
            kind: "isotonic";
            blocks: {
                coverage: number;
                human: number;
            }[];
        };
        ConfidenceWeights: {
            base: number;
            agreement: number;
            own: number;
            partial: number;
            altered: number;
        };
        AgreementRequest: {
            marks: components["schemas"]["GivenMark"][];
            judge?: components["schemas"]["JudgeKind"];
        };
        GivenMark: {
            questionId: string;
            answer: string;
            score: number;
            /** @default null */
            secondScore?: number | null;
            /** @default [] */
            points?: components["schemas"]["HumanPoint"][];
            /** @default owner */
            marker?: string;
        };
        HumanPoint: {
            keyPointId: string;
            credit: number;
        };
        PersonReply: {
            person: string;
            erasure: components["schemas"]["ErasureReply"] | null;
            items: components["schemas"]["PersonItem"][];
            nextCursor: string | null;
        };
        ErasureReply: {
            /** @enum {string} */
            state: "erasing" | "erased";
            /** Format: date-time */
            requestedAt: string;
            /** Format: date-time */
            erasedAt: string | null;
            counts: {
                [key: string]: number;
            };
        };
        PersonItem: {
            kind: string;
            batchId: string | null;
            data?: unknown;
        };
        WebhookSecretReply: {
            id: string;
            /** Format: uri */
            url: string;
            description: string;
            events: ("batch.completed" | "batch.stopped" | "batch.cancelled" | "batch.unreadable" | "evaluation.reviewed" | "appeal.opened")[];
            /** @enum {string} */
            status: "active" | "disabled";
            /** @enum {string|null} */
            disabledBecause: "owner" | "gone" | null;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            previousSecretExpiresAt: string | null;
            signingSecret: string;
        };
        WebhookRequest: {
            /** Format: uri */
            url: string;
            /** @default  */
            description?: string;
            events: ("batch.completed" | "batch.stopped" | "batch.cancelled" | "batch.unreadable" | "evaluation.reviewed" | "appeal.opened")[];
        };
        WebhookPage: {
            items: components["schemas"]["WebhookReply"][];
            nextCursor: string | null;
        };
        WebhookReply: {
            id: string;
            /** Format: uri */
            url: string;
            description: string;
            events: ("batch.completed" | "batch.stopped" | "batch.cancelled" | "batch.unreadable" | "evaluation.reviewed" | "appeal.opened")[];
            /** @enum {string} */
            status: "active" | "disabled";
            /** @enum {string|null} */
            disabledBecause: "owner" | "gone" | null;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            previousSecretExpiresAt: string | null;
        };
        WebhookChange: {
            /** Format: uri */
            url?: string;
            description?: string;
            events?: ("batch.completed" | "batch.stopped" | "batch.cancelled" | "batch.unreadable" | "evaluation.reviewed" | "appeal.opened")[];
            /** @enum {string} */
            status?: "active" | "disabled";
        };
        WebhookDeliveryPage: {
            items: components["schemas"]["WebhookDeliveryReply"][];
            nextCursor: string | null;
        };
        WebhookDeliveryReply: {
            id: string;
            webhookId: string;
            type: ("batch.completed" | "batch.stopped" | "batch.cancelled" | "batch.unreadable" | "evaluation.reviewed" | "appeal.opened") | "webhook.test";
            data: {
                [key: string]: string | number | boolean | null;
            };
            /** Format: date-time */
            createdAt: string;
            /** @enum {string} */
            state: "pending" | "delivered" | "failed";
            /** @enum {string|null} */
            failedBecause: "attempts-used-up" | "endpoint-gone" | "endpoint-disabled" | null;
            tries: number;
            attempts: {
                /** Format: date-time */
                at: string;
                status: number | null;
                /** @enum {string|null} */
                failure: "timeout" | "unresolved" | "forbidden-address" | "forbidden-url" | "connection" | "tls" | "unreadable-secret" | null;
                latencyMs: number;
            }[];
            /** Format: date-time */
            nextAttemptAt: string | null;
        };
        AuditPage: {
            items: components["schemas"]["AuditEntry"][];
            nextCursor: string | null;
        };
        AuditEntry: {
            tenantId: string;
            sequence: number;
            /** Format: date-time */
            at: string;
            actor: {
                /** @enum {string} */
                kind: "key";
                id: string;
            } | {
                /** @enum {string} */
                kind: "invitation";
                id: string;
            } | {
                /** @enum {string} */
                kind: "installation";
            };
            action: string;
            subject: {
                kind: string;
                id: string | null;
            };
            requestId: string | null;
            details: {
                route?: string;
                status?: number;
                count?: number;
                role?: string;
            };
            previousHash: string;
            hash: string;
            seal: string;
        };
        AuditVerificationReply: {
            /** @enum {string} */
            status: "intact" | "broken" | "unfinished";
            entries: number;
            end: string;
            head: components["schemas"]["AuditHead"] | null;
            fault: {
                sequence: number;
                /** @enum {string} */
                kind: "unreadable" | "of-another-tenant" | "missing" | "out-of-order" | "altered" | "unlinked" | "unsealed" | "cut-off" | "head-missing" | "head-unreadable" | "head-unsealed" | "head-differs" | "not-as-known";
                detail: string;
            } | null;
            next: string | null;
        };
        AuditHead: {
            tenantId: string;
            sequence: number;
            hash: string;
            seal: string;
        };
        MuedReply: components["schemas"]["MuedFeedback"][];
        MuedFeedback: {
            feedbackId: string;
            title: string;
            message: string;
            suggestedAction: string | null;
            awardedPoints: number | null;
            criterion?: {
                criterionId?: string;
                name: string;
                maxPoints: number;
            };
            target?: {
                /** @enum {string} */
                artefactType?: "TEXT" | "OTHER";
                format?: string;
                locator: {
                    /** @enum {string} */
                    type: "span";
                    startIndex: number;
                    endIndex: number;
                    further: {
                        startIndex: number;
                        endIndex: number;
                    }[];
                };
            };
        };
        MuedError: {
            title: string;
            message: string;
            code: string;
            trace: null;
            details: {
                [key: string]: unknown;
            };
        };
        MuedRequest: {
            submission: {
                submissionId?: string;
                /** @enum {string} */
                type?: "TEXT" | "CODE" | "MODEL" | "MATH" | "OTHER";
                format?: string | null;
                content: {
                    value?: unknown;
                    text?: string;
                    markdown?: string;
                };
            };
            task?: {
                title?: string;
                content?: {
                    value?: unknown;
                    text?: string;
                    markdown?: string;
                } | null;
                referenceSolution?: {
                    value?: unknown;
                    text?: string;
                    markdown?: string;
                } | null;
            } | null;
            user?: {
                userId?: string | null;
            } | null;
            criteria?: {
                criterionId?: string;
                name: string;
                context?: unknown;
                maxPoints?: number;
                gradeConfig?: unknown;
            }[] | null;
            preSubmissionFeedback?: {
                enabled: boolean;
            } | null;
        };
        MuedHealth: {
            /** @enum {string} */
            status: "OK" | "UNAVAILABLE";
            message: string;
            version: string;
            capabilities: {
                supportsEvaluate: boolean;
                /** @enum {boolean} */
                supportsPreSubmissionFeedback: false;
                /** @enum {boolean} */
                supportsFormativeFeedback: true;
                /** @enum {boolean} */
                supportsSummativeFeedback: true;
                /** @enum {string} */
                supportsDataPolicy: "NOT_SUPPORTED";
                supportedArtefactProfiles: {
                    supportedFormats: string[];
                }[];
                supportedLanguages: string[];
                supportedVersions: string[];
            };
            requirements: {
                /** @enum {boolean} */
                requiresAuthorizationHeader: true;
                /** @enum {boolean} */
                requiresLlmConfiguration: false;
            };
        };
        KeySecretReply: {
            id: string;
            name: string;
            scopes: ("questions:read" | "questions:write" | "evaluations:read" | "evaluations:write" | "evaluations:review" | "evaluations:appeal" | "agreement:read" | "agreement:write" | "analytics:read" | "batches:read" | "batches:write" | "regrades:read" | "regrades:write" | "webhooks:read" | "webhooks:write" | "assessments:read" | "assessments:write" | "submissions:read" | "keys:read" | "keys:write" | "settings:read" | "settings:write" | "usage:read" | "people:read" | "people:erase" | "audit:read")[];
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            rotatedAt: string | null;
            /** Format: date-time */
            expiresAt: string | null;
            /** Format: date-time */
            revokedAt: string | null;
            /** Format: date-time */
            lastUsedAt: string | null;
            role: components["schemas"]["Role"] | null;
            /** @enum {string} */
            state: "active" | "expired" | "revoked";
            /** Format: date-time */
            previousSecretExpiresAt: string | null;
            key: string;
        };
        /** @enum {string} */
        Role: "owner" | "recruiter" | "reviewer" | "integrator";
        KeyRequest: {
            name: string;
            role?: components["schemas"]["Role"];
            scopes?: ("questions:read" | "questions:write" | "evaluations:read" | "evaluations:write" | "evaluations:review" | "evaluations:appeal" | "agreement:read" | "agreement:write" | "analytics:read" | "batches:read" | "batches:write" | "regrades:read" | "regrades:write" | "webhooks:read" | "webhooks:write" | "assessments:read" | "assessments:write" | "submissions:read" | "keys:read" | "keys:write" | "settings:read" | "settings:write" | "usage:read" | "people:read" | "people:erase" | "audit:read")[];
            /** @default null */
            expiresAt?: string | null;
        };
        KeyPage: {
            items: components["schemas"]["KeyReply"][];
            nextCursor: string | null;
        };
        KeyReply: {
            id: string;
            name: string;
            scopes: ("questions:read" | "questions:write" | "evaluations:read" | "evaluations:write" | "evaluations:review" | "evaluations:appeal" | "agreement:read" | "agreement:write" | "analytics:read" | "batches:read" | "batches:write" | "regrades:read" | "regrades:write" | "webhooks:read" | "webhooks:write" | "assessments:read" | "assessments:write" | "submissions:read" | "keys:read" | "keys:write" | "settings:read" | "settings:write" | "usage:read" | "people:read" | "people:erase" | "audit:read")[];
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            rotatedAt: string | null;
            /** Format: date-time */
            expiresAt: string | null;
            /** Format: date-time */
            revokedAt: string | null;
            /** Format: date-time */
            lastUsedAt: string | null;
            role: components["schemas"]["Role"] | null;
            /** @enum {string} */
            state: "active" | "expired" | "revoked";
            /** Format: date-time */
            previousSecretExpiresAt: string | null;
        };
        KeyChange: {
            name?: string;
            expiresAt?: string | null;
        };
        KeyRotation: {
            /** @default 0 */
            overlapSeconds?: number;
        };
        AssessmentReply: {
            id: string;
            name: string;
            questions: components["schemas"]["PinnedQuestion"][];
            /** Format: date-time */
            opensAt: string | null;
            /** Format: date-time */
            closesAt: string | null;
            timeLimitMinutes: number | null;
            judge: components["schemas"]["JudgeKind"] | null;
            release: components["schemas"]["ReleasePolicy"];
            notice: string;
            status: components["schemas"]["AssessmentStatus"];
            /** Format: date-time */
            closedAt: string | null;
            released: components["schemas"]["Release"] | null;
            /** Format: date-time */
            createdAt: string;
            revision: number;
        };
        PinnedQuestion: {
            id: string;
            version: number;
        };
        ReleasePolicy: {
            what: components["schemas"]["ReleasedContent"];
            /** @enum {string} */
            when: "manual" | "automatic";
            minimumAgreement: components["schemas"]["MinimumAgreement"] | null;
        };
        /** @enum {string} */
        ReleasedContent: "nothing" | "score" | "feedback" | "feedback-and-reference";
        MinimumAgreement: {
            /** @enum {string} */
            measure: "qwk";
            value: number;
            minimumMarks: number;
        };
        /** @enum {string} */
        AssessmentStatus: "draft" | "open" | "closed";
        Release: {
            /** Format: date-time */
            at: string;
            by: string;
            what: components["schemas"]["ReleasedContent"];
            includesUnreviewed: boolean;
        };
        AssessmentRequest: {
            name: string;
            questions: components["schemas"]["AskedQuestion"][];
            /**
             * Format: date-time
             * @default null
             */
            opensAt?: string | null;
            /**
             * Format: date-time
             * @default null
             */
            closesAt?: string | null;
            /** @default null */
            timeLimitMinutes?: number | null;
            /** @default null */
            judge?: components["schemas"]["JudgeKind"] | null;
            release?: components["schemas"]["ReleasePolicy"];
            /**
             * @default Your answers are graded by a program first: it compares each answer with the points that a good answer makes, and shows for each which words of yours earned it. It can be wrong.
             *     A person decides what follows from it. Nobody is turned down by the program.
             *     Your answers, their grades and the times of your work are kept for as long as the decision about you and its review need them. You may ask whoever invited you for a copy of them, or to have them erased.
             *     When you have your results you may ask for another look at any single point, and say why; a person then looks at it.
             */
            notice?: string;
        };
        AskedQuestion: {
            id: string;
            version?: number;
        };
        AssessmentPage: {
            items: components["schemas"]["AssessmentReply"][];
            nextCursor: string | null;
        };
        AssessmentChange: {
            name?: string;
            questions?: components["schemas"]["AskedQuestion"][];
            /** Format: date-time */
            opensAt?: string | null;
            /** Format: date-time */
            closesAt?: string | null;
            timeLimitMinutes?: number | null;
            judge?: components["schemas"]["JudgeKind"] | null;
            release?: components["schemas"]["ReleasePolicy"];
            notice?: string;
        };
        InvitedListReply: {
            items: components["schemas"]["InvitedReply"][];
        };
        InvitedReply: {
            /** @enum {string} */
            outcome: "invited" | "exists";
            invitation: components["schemas"]["InvitationReply"];
            token: string | null;
            /** Format: uri */
            url: string | null;
        };
        InvitationReply: {
            id: string;
            assessmentId: string;
            candidate: string;
            status: components["schemas"]["InvitationStatus"];
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            expiresAt: string;
            /** Format: date-time */
            openedAt: string | null;
            issues: number;
        };
        /** @enum {string} */
        InvitationStatus: "invited" | "opened" | "submitted" | "revoked" | "expired";
        InvitationRequest: {
            assessmentId: string;
            candidates: string[];
            /** Format: date-time */
            expiresAt?: string;
        };
        InvitationPage: {
            items: components["schemas"]["InvitationReply"][];
            nextCursor: string | null;
        };
        ReissueRequest: {
            /** Format: date-time */
            expiresAt?: string;
        };
        OpenReply: {
            session: string;
            /** Format: date-time */
            sessionExpiresAt: string;
            assessment: components["schemas"]["InvitedAssessment"];
        };
        InvitedAssessment: {
            name: string;
            notice: string;
            /** Format: date-time */
            opensAt: string | null;
            /** Format: date-time */
            closesAt: string | null;
            timeLimitMinutes: number | null;
            questionCount: number;
        };
        OpenRequest: {
            token: string;
        };
        AttemptReply: {
            assessment: components["schemas"]["InvitedAssessment"];
            /** @enum {string} */
            state: "invited" | "answering" | "submitted";
            /** Format: date-time */
            startedAt: string | null;
            /** Format: date-time */
            endsAt: string | null;
            /** Format: date-time */
            submittedAt: string | null;
            secondsLeft: number | null;
            questions: {
                number: number;
                prompt: string;
                answer: string;
                revision: number;
                /** Format: date-time */
                savedAt: string | null;
            }[];
        };
        DraftReply: {
            number: number;
            revision: number;
            /** Format: date-time */
            savedAt: string;
        };
        DraftRequest: {
            answer: string;
            revision: number;
        };
        ReceiptReply: {
            id: string;
            /** Format: date-time */
            submittedAt: string;
            questions: number;
            answered: number;
        };
        ResultsReply: {
            /** @enum {string} */
            state: "held" | "released";
            message: string | null;
            what: components["schemas"]["ReleasedContent"] | null;
            /** Format: date-time */
            releasedAt: string | null;
            releasedBy: string | null;
            score: number | null;
            answers: {
                number: number;
                score: number | null;
                scoreRange: {
                    min: number;
                    max: number;
                };
                band: components["schemas"]["Band"] | null;
                feedback: components["schemas"]["RevealedFeedback"] | components["schemas"]["Feedback"] | null;
                appeals: components["schemas"]["ResultAppeal"][];
                review: string[];
            }[];
        };
        RevealedFeedback: {
            summary: string;
            points: {
                number: number;
                quotes: string[];
                text: string;
                verdict: components["schemas"]["Verdict"];
                point: string;
            }[];
            claims: {
                number: number;
                quotes: string[];
                text: string;
                claim: string;
                correction: string;
            }[];
            tips: string[];
            nextStep: string | null;
            polishFingerprint: string | null;
            reference: string;
        };
        ResultAppeal: {
            point: number | null;
            /** @enum {string} */
            state: "open" | "upheld" | "rejected";
        };
        ResultAppealRequest: {
            point: number;
            reason: string;
        };
        SubmissionPage: {
            items: components["schemas"]["SubmissionReply"][];
            nextCursor: string | null;
        };
        SubmissionReply: {
            id: string;
            assessmentId: string;
            invitationId: string;
            candidate: string;
            questions: components["schemas"]["PinnedQuestion"][];
            state: components["schemas"]["SubmissionState"];
            /** Format: date-time */
            startedAt: string;
            /** Format: date-time */
            endsAt: string | null;
            /** Format: date-time */
            submittedAt: string | null;
            /** Format: date-time */
            gradedAt: string | null;
            released: {
                /** Format: date-time */
                at: string;
                what: components["schemas"]["ReleasedContent"];
            } | null;
            heldBecause: string | null;
        };
        /** @enum {string} */
        SubmissionState: "answering" | "submitting" | "grading" | "graded";
        SubmissionDetailReply: {
            id: string;
            assessmentId: string;
            invitationId: string;
            candidate: string;
            questions: components["schemas"]["PinnedQuestion"][];
            state: components["schemas"]["SubmissionState"];
            /** Format: date-time */
            startedAt: string;
            /** Format: date-time */
            endsAt: string | null;
            /** Format: date-time */
            submittedAt: string | null;
            /** Format: date-time */
            gradedAt: string | null;
            released: {
                /** Format: date-time */
                at: string;
                what: components["schemas"]["ReleasedContent"];
            } | null;
            heldBecause: string | null;
            release: {
                /** @enum {string} */
                state: "held" | "released";
                message: string | null;
                what: components["schemas"]["ReleasedContent"] | null;
                /** Format: date-time */
                releasedAt: string | null;
                releasedBy: string | null;
            };
            answers: {
                number: number;
                evaluationId: string | null;
                /** @enum {string|null} */
                status: "graded" | "needs-review" | null;
                score: number | null;
                scoreRange: {
                    min: number;
                    max: number;
                } | null;
                band: components["schemas"]["Band"] | null;
                reviewReasons: components["schemas"]["ReviewReason"][];
            }[];
        };
        ReleaseGateReply: {
            isOpen: boolean;
            reason: string;
            minimumAgreement: components["schemas"]["MinimumAgreement"] | null;
            questions: {
                id: string;
                qwk: number | null;
                marks: number;
                isEnough: boolean;
            }[];
        };
        ReleaseRequest: {
            releasedBy: string;
            what?: components["schemas"]["ReleasedContent"];
            /** @default false */
            includeUnreviewed?: boolean;
        };
        SettingsReply: {
            monthlyBudgetUsdMicros: number | null;
            retentionDays: number | null;
            /** Format: date-time */
            changedAt: string | null;
            changedBy: string | null;
        };
        SettingsChange: {
            monthlyBudgetUsdMicros?: number | null;
            retentionDays?: number | null;
        };
        UsageReply: {
            month: string;
            calls: number;
            judgements: number;
            inputTokens: number;
            cachedInputTokens: number;
            outputTokens: number;
            unpricedCalls: number;
            spentUsdMicros: number;
            inFlightUsdMicros: number;
            budgetUsdMicros: number | null;
            remainingUsdMicros: number | null;
            earlier: components["schemas"]["MonthlyUse"][];
        };
        MonthlyUse: {
            month: string;
            calls: number;
            judgements: number;
            inputTokens: number;
            cachedInputTokens: number;
            outputTokens: number;
            unpricedCalls: number;
            spentUsdMicros: number;
            inFlightUsdMicros: number;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
};
export type $defs = Record<string, never>;
export interface operations {
    getHealth: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It can. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HealthReply"];
                };
            };
            /** @description A refusal. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listQuestions: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
                category?: string;
                kind?: components["schemas"]["QuestionKind"];
                tag?: string;
                archived?: "true" | "false";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["QuestionPage"];
                };
            };
            /** @description A refusal. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createQuestions: {
        parameters: {
            query?: never;
            header?: {
                /** @description Printable ASCII that no other request of yours has, such as a UUID. The same request under the same key within 24 hours is done once and gets the same reply; another request under it is refused (409). */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AuthoredQuestion"];
            };
        };
        responses: {
            /** @description The question, version 1. */
            201: {
                headers: {
                    ETag: string;
                    /** @description The reply of an earlier request with this Idempotency-Key. */
                    "Idempotent-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["QuestionReply"];
                };
            };
            /** @description A refusal. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getQuestion: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The question. */
            200: {
                headers: {
                    ETag: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["QuestionReply"];
                };
            };
            /** @description It is as If-None-Match says. No body. */
            304: {
                headers: {
                    ETag: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A refusal. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getQuestionVersion: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                version: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The version. */
            200: {
                headers: {
                    ETag: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["QuestionReply"];
                };
            };
            /** @description It is as If-None-Match says. No body. */
            304: {
                headers: {
                    ETag: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A refusal. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createQuestionVersions: {
        parameters: {
            query?: never;
            header: {
                /** @description Needed. The ETag of what you have read: the change is refused (412) where it is another one by now. `*` accepts any. */
                "If-Match": string;
                /** @description Printable ASCII that no other request of yours has, such as a UUID. The same request under the same key within 24 hours is done once and gets the same reply; another request under it is refused (409). */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["QuestionContent"];
            };
        };
        responses: {
            /** @description The latest version, which says this already. */
            200: {
                headers: {
                    ETag: string;
                    /** @description The reply of an earlier request with this Idempotency-Key. */
                    "Idempotent-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["QuestionReply"];
                };
            };
            /** @description The new version. */
            201: {
                headers: {
                    ETag: string;
                    /** @description The reply of an earlier request with this Idempotency-Key. */
                    "Idempotent-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["QuestionReply"];
                };
            };
            /** @description A refusal. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    archiveQuestion: {
        parameters: {
            query?: never;
            header: {
                /** @description Needed. The ETag of what you have read: the change is refused (412) where it is another one by now. `*` accepts any. */
                "If-Match": string;
                /** @description Printable ASCII that no other request of yours has, such as a UUID. The same request under the same key within 24 hours is done once and gets the same reply; another request under it is refused (409). */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The archived question. */
            200: {
                headers: {
                    ETag: string;
                    /** @description The reply of an earlier request with this Idempotency-Key. */
                    "Idempotent-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["QuestionReply"];
                };
            };
            /** @description A refusal. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    extractQuestions: {
        parameters: {
            query?: never;
            header?: {
                /** @description Printable ASCII that no other request of yours has, such as a UUID. The same request under the same key within 24 hours is done once and gets the same reply; another request under it is refused (409). */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ExtractRequest"];
            };
        };
        responses: {
            /** @description The proposal. */
            200: {
                headers: {
                    /** @description The reply of an earlier request with this Idempotency-Key. */
                    "Idempotent-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SchemeProposal"];
                };
            };
            /** @description A refusal. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    selfTestQuestions: {
        parameters: {
            query?: never;
            header?: {
                /** @description Printable ASCII that no other request of yours has, such as a UUID. The same request under the same key within 24 hours is done once and gets the same reply; another request under it is refused (409). */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewSelfTestRequest"];
            };
        };
        responses: {
            /** @description What it showed. */
            200: {
                headers: {
                    /** @description The reply of an earlier request with this Idempotency-Key. */
                    "Idempotent-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SelfTestReport"];
                };
            };
            /** @description A refusal. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    selfTestQuestion: {
        parameters: {
            query?: never;
            header?: {
                /** @description Printable ASCII that no other request of yours has, such as a UUID. The same request under the same key within 24 hours is done once and gets the same reply; another request under it is refused (409). */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["SelfTestRequest"];
            };
        };
        responses: {
            /** @description What it showed. */
            200: {
                headers: {
                    /** @description The reply of an earlier request with this Idempotency-Key. */
                    "Idempotent-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SelfTestReport"];
                };
            };
            /** @description A refusal. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listEvaluations: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
                question_id?: string;
                status?: "graded" | "needs-review";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EvaluationPage"];
                };
            };
            /** @description A refusal. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createEvaluations: {
        parameters: {
            query?: never;
            header?: {
                prefer?: string;
                /** @description Printable ASCII that no other request of yours has, such as a UUID. The same request under the same key within 24 hours is done once and gets the same reply; another request under it is refused (409). */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EvaluationRequest"];
            };
        };
        responses: {
            /** @description The evaluation that was there already, or the events. */
            200: {
                headers: {
                    ETag: string;
                    /** @description The reply of an earlier request with this Idempotency-Key. */
                    "Idempotent-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EvaluationReply"];
                };
            };
            /** @description The new evaluation. */
            201: {
                headers: {
                    ETag: string;
                    /** @description The reply of an earlier request with this Idempotency-Key. */
                    "Idempotent-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EvaluationReply"];
                };
            };
            /** @description The evaluation will be made. */
            202: {
                headers: {
                    /** @description The reply of an earlier request with this Idempotency-Key. */
                    "Idempotent-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PendingEvaluation"];
                };
            };
            /** @description A refusal. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getEvaluation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The evaluation. */
            200: {
                headers: {
                    ETag: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EvaluationReply"];
                };
            };
            /** @description The evaluation is yet to be made. */
            202: {
                headers: {
                    /** @description After how many seconds to look again. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PendingEvaluation"];
                };
            };
            /** @description It is as If-None-Match says. No body. */
            304: {
                headers: {
                    ETag: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A refusal. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listEvaluationEvents: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The events. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": string;
                };
            };
            /** @description A refusal. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getEvaluationFeedback: {
        parameters: {
            query?: {
                reveal?: "true" | "false";
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The feedback, here revealed. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FeedbackReply"];
                };
            };
            /** @description A refusal. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    reviewEvaluation: {
        parameters: {
            query?: never;
            header: {
                /** @description Needed. The ETag of what you have read: the change is refused (412) where it is another one by now. `*` accepts any. */
                "If-Match": string;
                /** @description Printable ASCII that no other request of yours has, such as a UUID. The same request under the same key within 24 hours is done once and gets the same reply; another request under it is refused (409). */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReviewRequest"];
            };
        };
        responses: {
            /** @description The evaluation with the decision beside it. */
            200: {
                headers: {
                    ETag: string;
                    /** @description The reply of an earlier request with this Idempotency-Key. */
                    "Idempotent-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EvaluationReply"];
                };
            };
            /** @description A refusal. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    appealEvaluation: {
        parameters: {
            query?: never;
            header?: {
                /** @description Printable ASCII that no other request of yours has, such as a UUID. The same request under the same key within 24 hours is done once and gets the same reply; another request under it is refused (409). */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AppealRequest"];
            };
        };
        responses: {
            /** @description The appeal. */
            201: {
                headers: {
                    /** @description The reply of an earlier request with this Idempotency-Key. */
                    "Idempotent-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AppealReply"];
                };
            };
            /** @description A refusal. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    decideAppealEvaluation: {
        parameters: {
            query?: never;
            header: {
                /** @description Needed. The ETag of what you have read: the change is refused (412) where it is another one by now. `*` accepts any. */
                "If-Match": string;
                /** @description Printable ASCII that no other request of yours has, such as a UUID. The same request under the same key within 24 hours is done once and gets the same reply; another request under it is refused (409). */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AppealDecisionRequest"];
            };
        };
        responses: {
            /** @description The evaluation, and what an alias would credit. */
            200: {
                headers: {
                    ETag: string;
                    /** @description The reply of an earlier request with this Idempotency-Key. */
                    "Idempotent-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AppealDecisionReply"];
                };
            };
            /** @description A refusal. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listEvaluationReviews: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The history. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReviewHistory"];
                };
            };
            /** @description A refusal. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    regradeQuestion: {
        parameters: {
            query?: never;
            header?: {
                /** @description Printable ASCII that no other request of yours has, such as a UUID. The same request under the same key within 24 hours is done once and gets the same reply; another request under it is refused (409). */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RegradeRequest"];
            };
        };
        responses: {
            /** @description What would change. Nothing has. */
            201: {
                headers: {
                    /** @description The reply of an earlier request with this Idempotency-Key. */
                    "Idempotent-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RegradeWithAnswers"];
                };
            };
            /** @description A refusal. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    regradeBatche: {
        parameters: {
            query?: never;
            header?: {
                /** @description Printable ASCII that no other request of yours has, such as a UUID. The same request under the same key within 24 hours is done once and gets the same reply; another request under it is refused (409). */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RegradeBatchRequest"];
            };
        };
        responses: {
            /** @description What would change. Nothing has. */
            201: {
                headers: {
                    /** @description The reply of an earlier request with this Idempotency-Key. */
                    "Idempotent-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RegradeWithAnswers"];
                };
            };
            /** @description A refusal. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getRegrade: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The regrade. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RegradeWithAnswers"];
                };
            };
            /** @description A refusal. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    applyRegrade: {
        parameters: {
            query?: never;
            header?: {
                /** @description Printable ASCII that no other request of yours has, such as a UUID. The same request under the same key within 24 hours is done once and gets the same reply; another request under it is refused (409). */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The regrade as it was applied. */
            200: {
                headers: {
                    /** @description The reply of an earlier request with this Idempotency-Key. */
                    "Idempotent-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RegradeReply"];
                };
            };
            /** @description A refusal. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    discardRegrade: {
        parameters: {
            query?: never;
            header?: {
                /** @description Printable ASCII that no other request of yours has, such as a UUID. The same request under the same key within 24 hours is done once and gets the same reply; another request under it is refused (409). */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The regrade, discarded. */
            200: {
                headers: {
                    /** @description The reply of an earlier request with this Idempotency-Key. */
                    "Idempotent-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RegradeReply"];
                };
            };
            /** @description A refusal. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createUploads: {
        parameters: {
            query?: never;
            header?: {
                /** @description Printable ASCII that no other request of yours has, such as a UUID. The same request under the same key within 24 hours is done once and gets the same reply; another request under it is refused (409). */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Where to put the file. */
            201: {
                headers: {
                    /** @description The reply of an earlier request with this Idempotency-Key. */
                    "Idempotent-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UploadReply"];
                };
            };
            /** @description A refusal. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listBatches: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BatchPage"];
                };
            };
            /** @description A refusal. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createBatches: {
        parameters: {
            query?: {
                dry_run?: "true" | "false";
            };
            header?: {
                /** @description Printable ASCII that no other request of yours has, such as a UUID. The same request under the same key within 24 hours is done once and gets the same reply; another request under it is refused (409). */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BatchRequest"];
            };
        };
        responses: {
            /** @description With `dry_run=true`: what the batch would do. */
            200: {
                headers: {
                    /** @description The reply of an earlier request with this Idempotency-Key. */
                    "Idempotent-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BatchPlanReply"];
                };
            };
            /** @description The batch; its rows are being read. */
            202: {
                headers: {
                    /** @description The reply of an earlier request with this Idempotency-Key. */
                    "Idempotent-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BatchReply"];
                };
            };
            /** @description A refusal. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getBatche: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The batch. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BatchReply"];
                };
            };
            /** @description A refusal. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listBatcheRows: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
                status?: components["schemas"]["RowStatus"];
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BatchRowPage"];
                };
            };
            /** @description A refusal. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    cancelBatche: {
        parameters: {
            query?: never;
            header?: {
                /** @description Printable ASCII that no other request of yours has, such as a UUID. The same request under the same key within 24 hours is done once and gets the same reply; another request under it is refused (409). */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The batch. */
            200: {
                headers: {
                    /** @description The reply of an earlier request with this Idempotency-Key. */
                    "Idempotent-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BatchReply"];
                };
            };
            /** @description A refusal. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    resumeBatche: {
        parameters: {
            query?: never;
            header?: {
                /** @description Printable ASCII that no other request of yours has, such as a UUID. The same request under the same key within 24 hours is done once and gets the same reply; another request under it is refused (409). */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["ResumeRequest"];
            };
        };
        responses: {
            /** @description The batch. */
            200: {
                headers: {
                    /** @description The reply of an earlier request with this Idempotency-Key. */
                    "Idempotent-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BatchReply"];
                };
            };
            /** @description A refusal. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    retryFailuresBatche: {
        parameters: {
            query?: never;
            header?: {
                /** @description Printable ASCII that no other request of yours has, such as a UUID. The same request under the same key within 24 hours is done once and gets the same reply; another request under it is refused (409). */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The batch. */
            200: {
                headers: {
                    /** @description The reply of an earlier request with this Idempotency-Key. */
                    "Idempotent-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BatchReply"];
                };
            };
            /** @description A refusal. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listBatcheEvents: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The events. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": string;
                };
            };
            /** @description A refusal. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listBatcheResults: {
        parameters: {
            query?: {
                format?: "csv" | "xlsx" | "jsonl";
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The file. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/x-ndjson": string;
                    "text/csv": string;
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": string;
                };
            };
            /** @description A refusal. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listAnalytics: {
        parameters: {
            query: {
                question_id: string[];
                judge?: components["schemas"]["JudgeKind"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The figures. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AnalyticsReply"];
                };
            };
            /** @description A refusal. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listQuestionSimilarAnswers: {
        parameters: {
            query?: {
                newest?: number;
                batch_id?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The groups. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SimilarAnswers"];
                };
            };
            /** @description A refusal. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getReviewQueue: {
        parameters: {
            query?: {
                question_id?: string;
                budget?: number | null;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The queue. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReviewQueue"];
                };
            };
            /** @description A refusal. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getAgreement: {
        parameters: {
            query?: {
                question_id?: string;
                judge?: components["schemas"]["JudgeKind"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The agreement. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AgreementReply"];
                };
            };
            /** @description A refusal. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createAgreement: {
        parameters: {
            query?: never;
            header?: {
                /** @description Printable ASCII that no other request of yours has, such as a UUID. The same request under the same key within 24 hours is done once and gets the same reply; another request under it is refused (409). */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AgreementRequest"];
            };
        };
        responses: {
            /** @description The agreement over all kept marks. */
            200: {
                headers: {
                    /** @description The reply of an earlier request with this Idempotency-Key. */
                    "Idempotent-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AgreementReply"];
                };
            };
            /** @description A refusal. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteAgreement: {
        parameters: {
            query?: never;
            header?: {
                /** @description Printable ASCII that no other request of yours has, such as a UUID. The same request under the same key within 24 hours is done once and gets the same reply; another request under it is refused (409). */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The agreement over the marks that are left. */
            200: {
                headers: {
                    /** @description The reply of an earlier request with this Idempotency-Key. */
                    "Idempotent-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AgreementReply"];
                };
            };
            /** @description A refusal. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getPerson: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PersonReply"];
                };
            };
            /** @description A refusal. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deletePerson: {
        parameters: {
            query?: never;
            header?: {
                /** @description Printable ASCII that no other request of yours has, such as a UUID. The same request under the same key within 24 hours is done once and gets the same reply; another request under it is refused (409). */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description When it was erased, and how much. */
            200: {
                headers: {
                    /** @description The reply of an earlier request with this Idempotency-Key. */
                    "Idempotent-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErasureReply"];
                };
            };
            /** @description A refusal. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listWebhooks: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookPage"];
                };
            };
            /** @description A refusal. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createWebhooks: {
        parameters: {
            query?: never;
            header?: {
                /** @description Printable ASCII that no other request of yours has, such as a UUID. The same request under the same key within 24 hours is done once and gets the same reply; another request under it is refused (409). */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WebhookRequest"];
            };
        };
        responses: {
            /** @description The endpoint and its secret. */
            201: {
                headers: {
                    ETag: string;
                    /** @description The reply of an earlier request with this Idempotency-Key. */
                    "Idempotent-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookSecretReply"];
                };
            };
            /** @description A refusal. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getWebhook: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The endpoint. */
            200: {
                headers: {
                    ETag: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookReply"];
                };
            };
            /** @description It is as If-None-Match says. No body. */
            304: {
                headers: {
                    ETag: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A refusal. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteWebhook: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of what you have read: the change is refused (412) where it is another one by now. `*` accepts any. */
                "If-Match"?: string;
                /** @description Printable ASCII that no other request of yours has, such as a UUID. The same request under the same key within 24 hours is done once and gets the same reply; another request under it is refused (409). */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The endpoint as it was. */
            200: {
                headers: {
                    /** @description The reply of an earlier request with this Idempotency-Key. */
                    "Idempotent-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookReply"];
                };
            };
            /** @description A refusal. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    changeWebhook: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of what you have read: the change is refused (412) where it is another one by now. `*` accepts any. */
                "If-Match"?: string;
                /** @description Printable ASCII that no other request of yours has, such as a UUID. The same request under the same key within 24 hours is done once and gets the same reply; another request under it is refused (409). */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WebhookChange"];
            };
        };
        responses: {
            /** @description The changed endpoint. */
            200: {
                headers: {
                    ETag: string;
                    /** @description The reply of an earlier request with this Idempotency-Key. */
                    "Idempotent-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookReply"];
                };
            };
            /** @description A refusal. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    rotateSecretWebhook: {
        parameters: {
            query?: never;
            header?: {
                /** @description Printable ASCII that no other request of yours has, such as a UUID. The same request under the same key within 24 hours is done once and gets the same reply; another request under it is refused (409). */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The endpoint and its new secret. */
            200: {
                headers: {
                    ETag: string;
                    /** @description The reply of an earlier request with this Idempotency-Key. */
                    "Idempotent-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookSecretReply"];
                };
            };
            /** @description A refusal. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listWebhookDeliveries: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookDeliveryPage"];
                };
            };
            /** @description A refusal. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    testWebhook: {
        parameters: {
            query?: never;
            header?: {
                /** @description Printable ASCII that no other request of yours has, such as a UUID. The same request under the same key within 24 hours is done once and gets the same reply; another request under it is refused (409). */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The delivery after its first attempt. */
            200: {
                headers: {
                    /** @description The reply of an earlier request with this Idempotency-Key. */
                    "Idempotent-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookDeliveryReply"];
                };
            };
            /** @description A refusal. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    replayWebhookDelivery: {
        parameters: {
            query?: never;
            header?: {
                /** @description Printable ASCII that no other request of yours has, such as a UUID. The same request under the same key within 24 hours is done once and gets the same reply; another request under it is refused (409). */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
                delivery: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The delivery after the attempt. */
            200: {
                headers: {
                    /** @description The reply of an earlier request with this Idempotency-Key. */
                    "Idempotent-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookDeliveryReply"];
                };
            };
            /** @description A refusal. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getAudit: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
                actor?: string;
                action?: string;
                from?: string;
                to?: string;
                order?: "newest" | "oldest";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AuditPage"];
                };
            };
            /** @description A refusal. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getAuditVerification: {
        parameters: {
            query?: {
                after?: string;
                known?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was found. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AuditVerificationReply"];
                };
            };
            /** @description A refusal. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createMuedEvaluate: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MuedRequest"];
            };
        };
        responses: {
            /** @description The feedback: all of it in the first item, then each criterion or point. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MuedReply"];
                };
            };
            /** @description A refusal. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getMuedEvaluateHealth: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It can evaluate. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MuedHealth"];
                };
            };
            /** @description A refusal. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listKeys: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["KeyPage"];
                };
            };
            /** @description A refusal. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createKeys: {
        parameters: {
            query?: never;
            header?: {
                /** @description Printable ASCII that no other request of yours has, such as a UUID. The same request under the same key within 24 hours is done once and gets the same reply; another request under it is refused (409). */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["KeyRequest"];
            };
        };
        responses: {
            /** @description The key. */
            201: {
                headers: {
                    /** @description The reply of an earlier request with this Idempotency-Key. */
                    "Idempotent-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["KeySecretReply"];
                };
            };
            /** @description A refusal. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getKey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The key. */
            200: {
                headers: {
                    ETag: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["KeyReply"];
                };
            };
            /** @description A refusal. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    changeKey: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of what you have read: the change is refused (412) where it is another one by now. `*` accepts any. */
                "If-Match"?: string;
                /** @description Printable ASCII that no other request of yours has, such as a UUID. The same request under the same key within 24 hours is done once and gets the same reply; another request under it is refused (409). */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["KeyChange"];
            };
        };
        responses: {
            /** @description The changed key. */
            200: {
                headers: {
                    ETag: string;
                    /** @description The reply of an earlier request with this Idempotency-Key. */
                    "Idempotent-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["KeyReply"];
                };
            };
            /** @description A refusal. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    rotateKey: {
        parameters: {
            query?: never;
            header?: {
                /** @description Printable ASCII that no other request of yours has, such as a UUID. The same request under the same key within 24 hours is done once and gets the same reply; another request under it is refused (409). */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["KeyRotation"];
            };
        };
        responses: {
            /** @description The key and its new secret. */
            200: {
                headers: {
                    /** @description The reply of an earlier request with this Idempotency-Key. */
                    "Idempotent-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["KeySecretReply"];
                };
            };
            /** @description A refusal. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    revokeKey: {
        parameters: {
            query?: never;
            header?: {
                /** @description Printable ASCII that no other request of yours has, such as a UUID. The same request under the same key within 24 hours is done once and gets the same reply; another request under it is refused (409). */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The key. */
            200: {
                headers: {
                    /** @description The reply of an earlier request with this Idempotency-Key. */
                    "Idempotent-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["KeyReply"];
                };
            };
            /** @description A refusal. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listAssessments: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AssessmentPage"];
                };
            };
            /** @description A refusal. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createAssessments: {
        parameters: {
            query?: never;
            header?: {
                /** @description Printable ASCII that no other request of yours has, such as a UUID. The same request under the same key within 24 hours is done once and gets the same reply; another request under it is refused (409). */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AssessmentRequest"];
            };
        };
        responses: {
            /** @description The assessment, a draft. */
            201: {
                headers: {
                    ETag: string;
                    /** @description The reply of an earlier request with this Idempotency-Key. */
                    "Idempotent-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AssessmentReply"];
                };
            };
            /** @description A refusal. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getAssessment: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The assessment. */
            200: {
                headers: {
                    ETag: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AssessmentReply"];
                };
            };
            /** @description A refusal. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    changeAssessment: {
        parameters: {
            query?: never;
            header: {
                /** @description Needed. The ETag of what you have read: the change is refused (412) where it is another one by now. `*` accepts any. */
                "If-Match": string;
                /** @description Printable ASCII that no other request of yours has, such as a UUID. The same request under the same key within 24 hours is done once and gets the same reply; another request under it is refused (409). */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AssessmentChange"];
            };
        };
        responses: {
            /** @description The changed assessment. */
            200: {
                headers: {
                    ETag: string;
                    /** @description The reply of an earlier request with this Idempotency-Key. */
                    "Idempotent-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AssessmentReply"];
                };
            };
            /** @description A refusal. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    openAssessment: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of what you have read: the change is refused (412) where it is another one by now. `*` accepts any. */
                "If-Match"?: string;
                /** @description Printable ASCII that no other request of yours has, such as a UUID. The same request under the same key within 24 hours is done once and gets the same reply; another request under it is refused (409). */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The assessment. */
            200: {
                headers: {
                    ETag: string;
                    /** @description The reply of an earlier request with this Idempotency-Key. */
                    "Idempotent-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AssessmentReply"];
                };
            };
            /** @description A refusal. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    closeAssessment: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of what you have read: the change is refused (412) where it is another one by now. `*` accepts any. */
                "If-Match"?: string;
                /** @description Printable ASCII that no other request of yours has, such as a UUID. The same request under the same key within 24 hours is done once and gets the same reply; another request under it is refused (409). */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The assessment. */
            200: {
                headers: {
                    ETag: string;
                    /** @description The reply of an earlier request with this Idempotency-Key. */
                    "Idempotent-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AssessmentReply"];
                };
            };
            /** @description A refusal. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listInvitations: {
        parameters: {
            query: {
                limit?: number;
                cursor?: string;
                assessment_id: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InvitationPage"];
                };
            };
            /** @description A refusal. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createInvitations: {
        parameters: {
            query?: never;
            header?: {
                /** @description Printable ASCII that no other request of yours has, such as a UUID. The same request under the same key within 24 hours is done once and gets the same reply; another request under it is refused (409). */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["InvitationRequest"];
            };
        };
        responses: {
            /** @description What came of each. */
            201: {
                headers: {
                    /** @description The reply of an earlier request with this Idempotency-Key. */
                    "Idempotent-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InvitedListReply"];
                };
            };
            /** @description A refusal. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getInvitation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The invitation. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InvitationReply"];
                };
            };
            /** @description A refusal. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    revokeInvitation: {
        parameters: {
            query?: never;
            header?: {
                /** @description Printable ASCII that no other request of yours has, such as a UUID. The same request under the same key within 24 hours is done once and gets the same reply; another request under it is refused (409). */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The invitation. */
            200: {
                headers: {
                    /** @description The reply of an earlier request with this Idempotency-Key. */
                    "Idempotent-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InvitationReply"];
                };
            };
            /** @description A refusal. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    reissueInvitation: {
        parameters: {
            query?: never;
            header?: {
                /** @description Printable ASCII that no other request of yours has, such as a UUID. The same request under the same key within 24 hours is done once and gets the same reply; another request under it is refused (409). */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["ReissueRequest"];
            };
        };
        responses: {
            /** @description The invitation and its new link. */
            200: {
                headers: {
                    /** @description The reply of an earlier request with this Idempotency-Key. */
                    "Idempotent-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InvitedReply"];
                };
            };
            /** @description A refusal. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    openInvitations: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OpenRequest"];
            };
        };
        responses: {
            /** @description A session, and what the candidate is invited to. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OpenReply"];
                };
            };
            /** @description A refusal. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getCandidateAttempt: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The attempt. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AttemptReply"];
                };
            };
            /** @description A refusal. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    startCandidateAttempt: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The attempt with its questions. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AttemptReply"];
                };
            };
            /** @description A refusal. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    putCandidateAnswer: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                number: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DraftRequest"];
            };
        };
        responses: {
            /** @description It is kept. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DraftReply"];
                };
            };
            /** @description A refusal. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    submitCandidateAttempt: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The receipt. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReceiptReply"];
                };
            };
            /** @description A refusal. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getCandidateReceipt: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The receipt. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReceiptReply"];
                };
            };
            /** @description A refusal. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listCandidateResults: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The results, or why there are none yet. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ResultsReply"];
                };
            };
            /** @description A refusal. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    appealCandidateResult: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                number: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ResultAppealRequest"];
            };
        };
        responses: {
            /** @description The appeal. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ResultAppeal"];
                };
            };
            /** @description A refusal. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listAssessmentSubmissions: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SubmissionPage"];
                };
            };
            /** @description A refusal. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getSubmission: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The submission. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SubmissionDetailReply"];
                };
            };
            /** @description A refusal. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getAssessmentReleaseGate: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The gate. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReleaseGateReply"];
                };
            };
            /** @description A refusal. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    releaseAssessment: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of what you have read: the change is refused (412) where it is another one by now. `*` accepts any. */
                "If-Match"?: string;
                /** @description Printable ASCII that no other request of yours has, such as a UUID. The same request under the same key within 24 hours is done once and gets the same reply; another request under it is refused (409). */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReleaseRequest"];
            };
        };
        responses: {
            /** @description The assessment with its release. */
            200: {
                headers: {
                    ETag: string;
                    /** @description The reply of an earlier request with this Idempotency-Key. */
                    "Idempotent-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AssessmentReply"];
                };
            };
            /** @description A refusal. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listSettings: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The settings. */
            200: {
                headers: {
                    ETag: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SettingsReply"];
                };
            };
            /** @description It is as If-None-Match says. No body. */
            304: {
                headers: {
                    ETag: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A refusal. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    changeSettings: {
        parameters: {
            query?: never;
            header: {
                /** @description Needed. The ETag of what you have read: the change is refused (412) where it is another one by now. `*` accepts any. */
                "If-Match": string;
                /** @description Printable ASCII that no other request of yours has, such as a UUID. The same request under the same key within 24 hours is done once and gets the same reply; another request under it is refused (409). */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SettingsChange"];
            };
        };
        responses: {
            /** @description The changed settings. */
            200: {
                headers: {
                    ETag: string;
                    /** @description The reply of an earlier request with this Idempotency-Key. */
                    "Idempotent-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SettingsReply"];
                };
            };
            /** @description A refusal. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getUsage: {
        parameters: {
            query?: {
                month?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The month. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UsageReply"];
                };
            };
            /** @description A refusal. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
}
