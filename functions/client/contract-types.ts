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
        get: {
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
        get: {
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
        put?: never;
        /** Keep a new question */
        post: {
            parameters: {
                query?: never;
                header?: never;
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
        /** Read the latest version of a question */
        get: {
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
        get: {
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
         * @description Earlier versions, and the evaluations that used them, stay as they are.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
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
                /** @description The new version. */
                201: {
                    headers: {
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
         * @description It leaves the lists and takes no new answers. Nothing is erased.
         */
        post: {
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
                /** @description The archived question. */
                200: {
                    headers: {
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
        post: {
            parameters: {
                query?: never;
                header?: never;
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
        post: {
            parameters: {
                query?: never;
                header?: never;
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
        post: {
            parameters: {
                query?: never;
                header?: never;
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
        get: {
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
        put?: never;
        /**
         * Grade one answer
         * @description The same answer of the same candidate to the same question version, judged the same way, is looked up (200) instead of graded again (201).
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["EvaluationRequest"];
                };
            };
            responses: {
                /** @description The evaluation that was there already. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["EvaluationReply"];
                    };
                };
                /** @description The new evaluation. */
                201: {
                    headers: {
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
        /** Read an evaluation */
        get: {
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
        get: {
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
        post: {
            parameters: {
                query?: never;
                header?: never;
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
        post: {
            parameters: {
                query?: never;
                header?: never;
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
        get: {
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
        post: {
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
                /** @description The regrade as it was applied. */
                200: {
                    headers: {
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
        post: {
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
                /** @description The regrade, discarded. */
                200: {
                    headers: {
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
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Where to put the file. */
                201: {
                    headers: {
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
        get: {
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
        put?: never;
        /**
         * Grade many answers as one job
         * @description The columns of a row are those of a file: `answer`, and `question_id` or `question` with `reference_answer` or `key_points`; `candidate` is kept beside, and other columns come back in the results. Rows that can't be graded fail with their line and reason and stop nobody. Questions are used as they are now. Up to 100,000 rows; a body of more than 512 KB has to be uploaded. `budgetUsdMicros` stops the batch before it is passed. `mode: economy` hands the answers to the provider's Batch API: half the price, usually within a day, and verdicts as in standard mode. `?dry_run=true` checks every row and estimates calls, tokens, cost and time; nothing is kept or spent.
         */
        post: {
            parameters: {
                query?: {
                    dry_run?: "true" | "false";
                };
                header?: never;
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
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["BatchPlanReply"];
                    };
                };
                /** @description The batch; its rows are being read. */
                202: {
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
        get: {
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
        get: {
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
        post: {
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
        post: {
            parameters: {
                query?: never;
                header?: never;
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
        post: {
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
        get: {
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
        get: {
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
        get: {
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
        get: {
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
        get: {
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
        get: {
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
        put?: never;
        /**
         * Keep marks that people gave, and calibrate by them
         * @description Up to 500 marks at once and 1000 in all. The same mark may be sent again; another mark of the same answer by the same marker replaces it; an empty list of marks only calibrates again, which is needed after a judge or a question has changed. An answer counts once, however many people marked it: the first mark is compared with the judge, the others with the first. From 20 answers on evaluations carry a calibrated score. Of a model only judgements that are paid for already are used: the others are counted as unjudged.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
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
        delete: {
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
                /** @description The agreement over the marks that are left. */
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
        get: {
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
        put?: never;
        /**
         * Have events sent to a URL
         * @description Up to 10 endpoints. Events follow Standard Webhooks (standardwebhooks.com): a POST of `{type, timestamp, data}` with the headers webhook-id, webhook-timestamp and webhook-signature, to be verified with the secret that this reply shows and no other. Answer 2xx within 15 seconds. Anything else is tried again, eight times within about a day, except 410, which disables the endpoint; redirects are not followed. An event may come twice: webhook-id says so. The URL must be https, on port 443, of an address that can be reached from the internet; a server on your own machine takes any.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
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
        get: {
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
        put?: never;
        post?: never;
        /**
         * Delete an endpoint
         * @description What waits to be sent to it is never sent.
         */
        delete: {
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
                /** @description The endpoint as it was. */
                200: {
                    headers: {
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
        options?: never;
        head?: never;
        /**
         * Change, disable or enable an endpoint
         * @description What is not given stays as it is. A disabled endpoint is told of nothing, afterwards neither.
         */
        patch: {
            parameters: {
                query?: never;
                header?: never;
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
        post: {
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
                /** @description The endpoint and its new secret. */
                200: {
                    headers: {
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
        get: {
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
        post: {
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
                /** @description The delivery after its first attempt. */
                200: {
                    headers: {
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
        post: {
            parameters: {
                query?: never;
                header?: never;
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
        ReviewReason: "behavioural-question" | "unjudged-point" | "unjudged-dimension" | "model-refused" | "model-cut-off" | "model-unavailable" | "model-reply-invalid" | "evidence-not-found" | "essential-point-contradicted" | "judge-unsure" | "judges-disagree" | "manipulation-suspected" | "hidden-or-encoded-text" | "wrong-language" | "off-topic" | "keyword-list" | "repetition" | "hedging" | "number-mismatch" | "negation-mismatch" | "swapped-sides" | "pasted-reference" | "near-pass-mark";
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
        FeedbackReply: components["schemas"]["Feedback"] | components["schemas"]["RevealedFeedback"];
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
        RowStatus: "queued" | "grading" | "graded" | "needs-review" | "failed";
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
        WebhookSecretReply: {
            id: string;
            /** Format: uri */
            url: string;
            description: string;
            events: ("batch.completed" | "batch.stopped" | "batch.cancelled" | "batch.unreadable")[];
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
            events: ("batch.completed" | "batch.stopped" | "batch.cancelled" | "batch.unreadable")[];
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
            events: ("batch.completed" | "batch.stopped" | "batch.cancelled" | "batch.unreadable")[];
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
            url: string;
            description: string;
            events: ("batch.completed" | "batch.stopped" | "batch.cancelled" | "batch.unreadable")[];
            /** @enum {string} */
            status: "active" | "disabled";
        };
        WebhookDeliveryPage: {
            items: components["schemas"]["WebhookDeliveryReply"][];
            nextCursor: string | null;
        };
        WebhookDeliveryReply: {
            id: string;
            webhookId: string;
            type: ("batch.completed" | "batch.stopped" | "batch.cancelled" | "batch.unreadable") | "webhook.test";
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
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
};
export type $defs = Record<string, never>;
export type operations = Record<string, never>;
