/*
 * Made from the contract by "npm run client:types"; a test fails while it is not up to date.
 */
export type paths = {
    readonly "/health": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Whether the service can work, and which judge serves */
        readonly get: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path?: never;
                readonly cookie?: never;
            };
            readonly requestBody?: never;
            readonly responses: {
                /** @description It can. */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HealthReply"];
                    };
                };
                /** @description A refusal. */
                readonly default: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/questions": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** List questions in order of id */
        readonly get: {
            readonly parameters: {
                readonly query?: {
                    readonly limit?: number;
                    readonly cursor?: string;
                    readonly category?: string;
                    readonly kind?: components["schemas"]["QuestionKind"];
                    readonly tag?: string;
                    readonly archived?: "true" | "false";
                };
                readonly header?: never;
                readonly path?: never;
                readonly cookie?: never;
            };
            readonly requestBody?: never;
            readonly responses: {
                /** @description One page. */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["QuestionPage"];
                    };
                };
                /** @description A refusal. */
                readonly default: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        readonly put?: never;
        /** Keep a new question */
        readonly post: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path?: never;
                readonly cookie?: never;
            };
            readonly requestBody: {
                readonly content: {
                    readonly "application/json": components["schemas"]["AuthoredQuestion"];
                };
            };
            readonly responses: {
                /** @description The question, version 1. */
                readonly 201: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["QuestionReply"];
                    };
                };
                /** @description A refusal. */
                readonly default: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/questions/{id}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Read the latest version of a question */
        readonly get: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path: {
                    readonly id: string;
                };
                readonly cookie?: never;
            };
            readonly requestBody?: never;
            readonly responses: {
                /** @description The question. */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["QuestionReply"];
                    };
                };
                /** @description A refusal. */
                readonly default: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/questions/{id}/versions/{version}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Read one version of a question */
        readonly get: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path: {
                    readonly id: string;
                    readonly version: number;
                };
                readonly cookie?: never;
            };
            readonly requestBody?: never;
            readonly responses: {
                /** @description The version. */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["QuestionReply"];
                    };
                };
                /** @description A refusal. */
                readonly default: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/questions/{id}/versions": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Make the next version of a question
         * @description Earlier versions, and the evaluations that used them, stay as they are.
         */
        readonly post: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path: {
                    readonly id: string;
                };
                readonly cookie?: never;
            };
            readonly requestBody: {
                readonly content: {
                    readonly "application/json": components["schemas"]["QuestionContent"];
                };
            };
            readonly responses: {
                /** @description The new version. */
                readonly 201: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["QuestionReply"];
                    };
                };
                /** @description A refusal. */
                readonly default: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/questions/{id}:archive": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Take a question out of use
         * @description It leaves the lists and takes no new answers. Nothing is erased.
         */
        readonly post: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path: {
                    readonly id: string;
                };
                readonly cookie?: never;
            };
            readonly requestBody?: never;
            readonly responses: {
                /** @description The archived question. */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["QuestionReply"];
                    };
                };
                /** @description A refusal. */
                readonly default: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/questions:extract": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Propose key points from a reference answer
         * @description Nothing is kept: look at the proposal and its warnings, and create the question with it. With a model it takes one call, or two where the reply needs mending. Where the model fails, the proposal is made offline and "method" says so.
         */
        readonly post: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path?: never;
                readonly cookie?: never;
            };
            readonly requestBody: {
                readonly content: {
                    readonly "application/json": components["schemas"]["ExtractRequest"];
                };
            };
            readonly responses: {
                /** @description The proposal. */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["SchemeProposal"];
                    };
                };
                /** @description A refusal. */
                readonly default: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/questions:self-test": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Try the mark scheme of a question before it is kept
         * @description Tries the mark scheme on answers of known worth: the reference, the question itself, nothing, the hints, the reference with one point left out, padded or denied, and the references of your other questions. Nothing is kept. With a model it takes about as many answers as there are key points and ten more, a call each, and a few more where a reply needs mending or a verdict is doubtful, never more than "callsMax"; verdicts that were paid for are looked up. 0 calls only tell how many answers it would take.
         */
        readonly post: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path?: never;
                readonly cookie?: never;
            };
            readonly requestBody: {
                readonly content: {
                    readonly "application/json": components["schemas"]["NewSelfTestRequest"];
                };
            };
            readonly responses: {
                /** @description What it showed. */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["SelfTestReport"];
                    };
                };
                /** @description A refusal. */
                readonly default: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/questions/{id}:self-test": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Try the mark scheme of a question
         * @description Tries the mark scheme on answers of known worth: the reference, the question itself, nothing, the hints, the reference with one point left out, padded or denied, and the references of your other questions. Nothing is kept. With a model it takes about as many answers as there are key points and ten more, a call each, and a few more where a reply needs mending or a verdict is doubtful, never more than "callsMax"; verdicts that were paid for are looked up. 0 calls only tell how many answers it would take.
         */
        readonly post: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path: {
                    readonly id: string;
                };
                readonly cookie?: never;
            };
            readonly requestBody?: {
                readonly content: {
                    readonly "application/json": components["schemas"]["SelfTestRequest"];
                };
            };
            readonly responses: {
                /** @description What it showed. */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["SelfTestReport"];
                    };
                };
                /** @description A refusal. */
                readonly default: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/evaluations": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** List evaluations, newest first */
        readonly get: {
            readonly parameters: {
                readonly query?: {
                    readonly limit?: number;
                    readonly cursor?: string;
                    readonly question_id?: string;
                    readonly status?: "graded" | "needs-review";
                };
                readonly header?: never;
                readonly path?: never;
                readonly cookie?: never;
            };
            readonly requestBody?: never;
            readonly responses: {
                /** @description One page. */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["EvaluationPage"];
                    };
                };
                /** @description A refusal. */
                readonly default: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        readonly put?: never;
        /**
         * Grade one answer
         * @description The same answer of the same candidate to the same question version, judged the same way, is looked up (200) instead of graded again (201).
         */
        readonly post: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path?: never;
                readonly cookie?: never;
            };
            readonly requestBody: {
                readonly content: {
                    readonly "application/json": components["schemas"]["EvaluationRequest"];
                };
            };
            readonly responses: {
                /** @description The evaluation that was there already. */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["EvaluationReply"];
                    };
                };
                /** @description The new evaluation. */
                readonly 201: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["EvaluationReply"];
                    };
                };
                /** @description A refusal. */
                readonly default: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/evaluations/{id}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Read an evaluation */
        readonly get: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path: {
                    readonly id: string;
                };
                readonly cookie?: never;
            };
            readonly requestBody?: never;
            readonly responses: {
                /** @description The evaluation. */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["EvaluationReply"];
                    };
                };
                /** @description A refusal. */
                readonly default: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/evaluations/{id}/feedback": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Read the feedback of an evaluation
         * @description As the candidate may read it before the reference is revealed; with `reveal=true` with the points, corrections and reference that it kept back, of the question version that was used.
         */
        readonly get: {
            readonly parameters: {
                readonly query?: {
                    readonly reveal?: "true" | "false";
                };
                readonly header?: never;
                readonly path: {
                    readonly id: string;
                };
                readonly cookie?: never;
            };
            readonly requestBody?: never;
            readonly responses: {
                /** @description The feedback, here revealed. */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["FeedbackReply"];
                    };
                };
                /** @description A refusal. */
                readonly default: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/questions/{id}:regrade": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Grade kept answers again after an edit, without changing them yet
         * @description Only what the edit changed is judged again, by the judge that judged the answer before: nothing where weights, roles or the scoring policy changed, one call of a model an answer where key points, misconceptions or dimensions did, and everything where the prompt or a reference did. The reply says who would move, by how much, and which ranks change. Judgements are remembered: a request that was cut off, or is sent again, pays once. At most 1000 evaluations of one version.
         */
        readonly post: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path: {
                    readonly id: string;
                };
                readonly cookie?: never;
            };
            readonly requestBody: {
                readonly content: {
                    readonly "application/json": components["schemas"]["RegradeRequest"];
                };
            };
            readonly responses: {
                /** @description What would change. Nothing has. */
                readonly 201: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["RegradeWithAnswers"];
                    };
                };
                /** @description A refusal. */
                readonly default: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/batches/{id}:regrade": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Grade the answers of a batch to one question again after an edit, without changing them yet
         * @description As `/v1/questions/{id}:regrade`, for all answers of the batch. Applying it also counts the rows of the batch anew.
         */
        readonly post: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path: {
                    readonly id: string;
                };
                readonly cookie?: never;
            };
            readonly requestBody: {
                readonly content: {
                    readonly "application/json": components["schemas"]["RegradeBatchRequest"];
                };
            };
            readonly responses: {
                /** @description What would change. Nothing has. */
                readonly 201: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["RegradeWithAnswers"];
                    };
                };
                /** @description A refusal. */
                readonly default: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/regrades/{id}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Read a regrade */
        readonly get: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path: {
                    readonly id: string;
                };
                readonly cookie?: never;
            };
            readonly requestBody?: never;
            readonly responses: {
                /** @description The regrade. */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["RegradeWithAnswers"];
                    };
                };
                /** @description A refusal. */
                readonly default: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/regrades/{id}:apply": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Apply a regrade
         * @description Writes each answer that is still as it was previewed, and reports the others as skipped. The earlier marks are kept beside each evaluation, with who changed them and when; its provenance says which verdicts come from which judgement. Sending it again changes nothing more, and does what is left after it was cut off.
         */
        readonly post: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path: {
                    readonly id: string;
                };
                readonly cookie?: never;
            };
            readonly requestBody?: never;
            readonly responses: {
                /** @description The regrade as it was applied. */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["RegradeReply"];
                    };
                };
                /** @description A refusal. */
                readonly default: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/regrades/{id}:discard": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Discard a regrade that was not applied */
        readonly post: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path: {
                    readonly id: string;
                };
                readonly cookie?: never;
            };
            readonly requestBody?: never;
            readonly responses: {
                /** @description The regrade, discarded. */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["RegradeReply"];
                    };
                };
                /** @description A refusal. */
                readonly default: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/uploads": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Get an address to upload a file of answers to
         * @description Send the file there as it is, by the method and with the headers given, before it expires; then start a batch with its `uploadId`. The address needs no key: whoever has it may upload.
         */
        readonly post: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path?: never;
                readonly cookie?: never;
            };
            readonly requestBody?: never;
            readonly responses: {
                /** @description Where to put the file. */
                readonly 201: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["UploadReply"];
                    };
                };
                /** @description A refusal. */
                readonly default: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/batches": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** List batches, newest first */
        readonly get: {
            readonly parameters: {
                readonly query?: {
                    readonly limit?: number;
                    readonly cursor?: string;
                };
                readonly header?: never;
                readonly path?: never;
                readonly cookie?: never;
            };
            readonly requestBody?: never;
            readonly responses: {
                /** @description One page. */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["BatchPage"];
                    };
                };
                /** @description A refusal. */
                readonly default: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        readonly put?: never;
        /**
         * Grade many answers as one job
         * @description The columns of a row are those of a file: `answer`, and `question_id` or `question` with `reference_answer` or `key_points`; `candidate` is kept beside, and other columns come back in the results. Rows that can't be graded fail with their line and reason and stop nobody. Questions are used as they are now. Up to 100,000 rows; a body of more than 512 KB has to be uploaded. `budgetUsdMicros` stops the batch before it is passed. `mode: economy` hands the answers to the provider's Batch API: half the price, usually within a day, and verdicts as in standard mode. `?dry_run=true` checks every row and estimates calls, tokens, cost and time; nothing is kept or spent.
         */
        readonly post: {
            readonly parameters: {
                readonly query?: {
                    readonly dry_run?: "true" | "false";
                };
                readonly header?: never;
                readonly path?: never;
                readonly cookie?: never;
            };
            readonly requestBody: {
                readonly content: {
                    readonly "application/json": components["schemas"]["BatchRequest"];
                };
            };
            readonly responses: {
                /** @description With `dry_run=true`: what the batch would do. */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["BatchPlanReply"];
                    };
                };
                /** @description The batch; its rows are being read. */
                readonly 202: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["BatchReply"];
                    };
                };
                /** @description A refusal. */
                readonly default: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/batches/{id}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** See how far a batch is */
        readonly get: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path: {
                    readonly id: string;
                };
                readonly cookie?: never;
            };
            readonly requestBody?: never;
            readonly responses: {
                /** @description The batch. */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["BatchReply"];
                    };
                };
                /** @description A refusal. */
                readonly default: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/batches/{id}/rows": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** List the rows of a batch, in the order of the file */
        readonly get: {
            readonly parameters: {
                readonly query?: {
                    readonly limit?: number;
                    readonly cursor?: string;
                    readonly status?: components["schemas"]["RowStatus"];
                };
                readonly header?: never;
                readonly path: {
                    readonly id: string;
                };
                readonly cookie?: never;
            };
            readonly requestBody?: never;
            readonly responses: {
                /** @description One page. */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["BatchRowPage"];
                    };
                };
                /** @description A refusal. */
                readonly default: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/batches/{id}:cancel": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * End a batch early
         * @description After two seconds at most no further row is begun; what is in hand is finished, and everything graded is kept.
         */
        readonly post: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path: {
                    readonly id: string;
                };
                readonly cookie?: never;
            };
            readonly requestBody?: never;
            readonly responses: {
                /** @description The batch. */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["BatchReply"];
                    };
                };
                /** @description A refusal. */
                readonly default: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/batches/{id}:resume": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Go on with a stopped or cancelled batch */
        readonly post: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path: {
                    readonly id: string;
                };
                readonly cookie?: never;
            };
            readonly requestBody?: {
                readonly content: {
                    readonly "application/json": components["schemas"]["ResumeRequest"];
                };
            };
            readonly responses: {
                /** @description The batch. */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["BatchReply"];
                    };
                };
                /** @description A refusal. */
                readonly default: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/batches/{id}:retry-failures": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Try the failed rows of a batch again
         * @description Rows that can't be graded as they are stay failed.
         */
        readonly post: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path: {
                    readonly id: string;
                };
                readonly cookie?: never;
            };
            readonly requestBody?: never;
            readonly responses: {
                /** @description The batch. */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["BatchReply"];
                    };
                };
                /** @description A refusal. */
                readonly default: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/batches/{id}/events": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Follow a batch
         * @description Server-sent events: `progress` with the batch whenever it has moved, at most once a second, and `over` with it at the end. A stream lasts 25 seconds at most; an EventSource connects again by itself.
         */
        readonly get: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path: {
                    readonly id: string;
                };
                readonly cookie?: never;
            };
            readonly requestBody?: never;
            readonly responses: {
                /** @description The events. */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "text/event-stream": string;
                    };
                };
                /** @description A refusal. */
                readonly default: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/batches/{id}/results": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Download the results of a batch that is over
         * @description One row a response, in the order of the file, with the columns of the file at the end; `csv` and `xlsx` for spreadsheets (formulas are defused; the workbook has a second sheet, one row a candidate), `jsonl` with everything.
         */
        readonly get: {
            readonly parameters: {
                readonly query?: {
                    readonly format?: "csv" | "xlsx" | "jsonl";
                };
                readonly header?: never;
                readonly path: {
                    readonly id: string;
                };
                readonly cookie?: never;
            };
            readonly requestBody?: never;
            readonly responses: {
                /** @description The file. */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/x-ndjson": string;
                        readonly "text/csv": string;
                        readonly "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": string;
                    };
                };
                /** @description A refusal. */
                readonly default: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/analytics": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * What the evaluations of questions say about these
         * @description Difficulty, spread and hit rates of each question from its kept evaluations, the newest 1,000 of each, and, of several questions, how they tell people apart who answered all of them. Repeat question_id for several. Figures of few answers are greyed or withheld, and say from how many on they are shown. Answers without a score are not counted as nought.
         */
        readonly get: {
            readonly parameters: {
                readonly query: {
                    readonly question_id: readonly string[];
                    readonly judge?: components["schemas"]["JudgeKind"];
                };
                readonly header?: never;
                readonly path?: never;
                readonly cookie?: never;
            };
            readonly requestBody?: never;
            readonly responses: {
                /** @description The figures. */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["AnalyticsReply"];
                    };
                };
                /** @description A refusal. */
                readonly default: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/questions/{id}/similar-answers": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Which answers to a question are nearly alike
         * @description Compares the answers of the newest evaluations, or of a batch, by their words, three in a row, leaving out what the question, its reference and its key points say. Half of the shorter one in another makes both near-duplicates. `copies` are of candidates of different names and have enough words of their own; they are for a person to look at, and no mark changes.
         */
        readonly get: {
            readonly parameters: {
                readonly query?: {
                    readonly newest?: number;
                    readonly batch_id?: string;
                };
                readonly header?: never;
                readonly path: {
                    readonly id: string;
                };
                readonly cookie?: never;
            };
            readonly requestBody?: never;
            readonly responses: {
                /** @description The groups. */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["SimilarAnswers"];
                    };
                };
                /** @description A refusal. */
                readonly default: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/review-queue": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * What a person should look at, the most harmful first
         * @description Some reasons send an evaluation to a person whatever the budget (`must`). The others are weighed by expected harm: the share of the marks in doubt, times the closeness to the pass mark. `budget` is the share (0 to 1) of the evaluations that may be sent; all in doubt without it. The newest 1000 evaluations are read.
         */
        readonly get: {
            readonly parameters: {
                readonly query?: {
                    readonly question_id?: string;
                    readonly budget?: number | null;
                    readonly limit?: number;
                };
                readonly header?: never;
                readonly path?: never;
                readonly cookie?: never;
            };
            readonly requestBody?: never;
            readonly responses: {
                /** @description The queue. */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["ReviewQueue"];
                    };
                };
                /** @description A refusal. */
                readonly default: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/agreement": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Read how far a judge agrees with the kept marks
         * @description Of one question, or of all. The scores that are compared are the judge's own, before calibration.
         */
        readonly get: {
            readonly parameters: {
                readonly query?: {
                    readonly question_id?: string;
                    readonly judge?: components["schemas"]["JudgeKind"];
                };
                readonly header?: never;
                readonly path?: never;
                readonly cookie?: never;
            };
            readonly requestBody?: never;
            readonly responses: {
                /** @description The agreement. */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["AgreementReply"];
                    };
                };
                /** @description A refusal. */
                readonly default: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        readonly put?: never;
        /**
         * Keep marks that people gave, and calibrate by them
         * @description Up to 500 marks at once and 1000 in all. The same mark may be sent again; another mark of the same answer by the same marker replaces it; an empty list of marks only calibrates again, which is needed after a judge or a question has changed. An answer counts once, however many people marked it: the first mark is compared with the judge, the others with the first. From 20 answers on evaluations carry a calibrated score. Of a model only judgements that are paid for already are used: the others are counted as unjudged.
         */
        readonly post: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path?: never;
                readonly cookie?: never;
            };
            readonly requestBody: {
                readonly content: {
                    readonly "application/json": components["schemas"]["AgreementRequest"];
                };
            };
            readonly responses: {
                /** @description The agreement over all kept marks. */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["AgreementReply"];
                    };
                };
                /** @description A refusal. */
                readonly default: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/agreement/{id}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        readonly post?: never;
        /**
         * Erase the marks of a question
         * @description The marked answers are erased with them, and the judges calibrated by the marks that are left.
         */
        readonly delete: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path: {
                    readonly id: string;
                };
                readonly cookie?: never;
            };
            readonly requestBody?: never;
            readonly responses: {
                /** @description The agreement over the marks that are left. */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["AgreementReply"];
                    };
                };
                /** @description A refusal. */
                readonly default: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/webhooks": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** List endpoints, oldest first */
        readonly get: {
            readonly parameters: {
                readonly query?: {
                    readonly limit?: number;
                    readonly cursor?: string;
                };
                readonly header?: never;
                readonly path?: never;
                readonly cookie?: never;
            };
            readonly requestBody?: never;
            readonly responses: {
                /** @description One page. */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["WebhookPage"];
                    };
                };
                /** @description A refusal. */
                readonly default: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        readonly put?: never;
        /**
         * Have events sent to a URL
         * @description Up to 10 endpoints. Events follow Standard Webhooks (standardwebhooks.com): a POST of `{type, timestamp, data}` with the headers webhook-id, webhook-timestamp and webhook-signature, to be verified with the secret that this reply shows and no other. Answer 2xx within 15 seconds. Anything else is tried again, eight times within about a day, except 410, which disables the endpoint; redirects are not followed. An event may come twice: webhook-id says so. The URL must be https, on port 443, of an address that can be reached from the internet; a server on your own machine takes any.
         */
        readonly post: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path?: never;
                readonly cookie?: never;
            };
            readonly requestBody: {
                readonly content: {
                    readonly "application/json": components["schemas"]["WebhookRequest"];
                };
            };
            readonly responses: {
                /** @description The endpoint and its secret. */
                readonly 201: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["WebhookSecretReply"];
                    };
                };
                /** @description A refusal. */
                readonly default: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/webhooks/{id}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Read an endpoint */
        readonly get: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path: {
                    readonly id: string;
                };
                readonly cookie?: never;
            };
            readonly requestBody?: never;
            readonly responses: {
                /** @description The endpoint. */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["WebhookReply"];
                    };
                };
                /** @description A refusal. */
                readonly default: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        readonly put?: never;
        readonly post?: never;
        /**
         * Delete an endpoint
         * @description What waits to be sent to it is never sent.
         */
        readonly delete: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path: {
                    readonly id: string;
                };
                readonly cookie?: never;
            };
            readonly requestBody?: never;
            readonly responses: {
                /** @description The endpoint as it was. */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["WebhookReply"];
                    };
                };
                /** @description A refusal. */
                readonly default: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        readonly options?: never;
        readonly head?: never;
        /**
         * Change, disable or enable an endpoint
         * @description What is not given stays as it is. A disabled endpoint is told of nothing, afterwards neither.
         */
        readonly patch: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path: {
                    readonly id: string;
                };
                readonly cookie?: never;
            };
            readonly requestBody: {
                readonly content: {
                    readonly "application/json": components["schemas"]["WebhookChange"];
                };
            };
            readonly responses: {
                /** @description The changed endpoint. */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["WebhookReply"];
                    };
                };
                /** @description A refusal. */
                readonly default: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        readonly trace?: never;
    };
    readonly "/v1/webhooks/{id}:rotate-secret": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Give an endpoint a new secret
         * @description For 24 hours events are signed with the new secret and the one before, two signatures in one header.
         */
        readonly post: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path: {
                    readonly id: string;
                };
                readonly cookie?: never;
            };
            readonly requestBody?: never;
            readonly responses: {
                /** @description The endpoint and its new secret. */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["WebhookSecretReply"];
                    };
                };
                /** @description A refusal. */
                readonly default: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/webhooks/{id}/deliveries": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * List what was sent to an endpoint, newest first
         * @description With every attempt: its HTTP status, or why there is none. Of what the endpoint replied nothing else is kept. A delivery is kept for 30 days.
         */
        readonly get: {
            readonly parameters: {
                readonly query?: {
                    readonly limit?: number;
                    readonly cursor?: string;
                };
                readonly header?: never;
                readonly path: {
                    readonly id: string;
                };
                readonly cookie?: never;
            };
            readonly requestBody?: never;
            readonly responses: {
                /** @description One page. */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["WebhookDeliveryPage"];
                    };
                };
                /** @description A refusal. */
                readonly default: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/webhooks/{id}:test": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Send a test event to an endpoint
         * @description The reply says what came of it. When it fails it is tried again like any other event.
         */
        readonly post: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path: {
                    readonly id: string;
                };
                readonly cookie?: never;
            };
            readonly requestBody?: never;
            readonly responses: {
                /** @description The delivery after its first attempt. */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["WebhookDeliveryReply"];
                    };
                };
                /** @description A refusal. */
                readonly default: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/webhooks/{id}/deliveries/{delivery}:replay": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Send a delivery once more
         * @description Under the same webhook-id, whatever became of it, and with all attempts ahead of it.
         */
        readonly post: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path: {
                    readonly id: string;
                    readonly delivery: string;
                };
                readonly cookie?: never;
            };
            readonly requestBody?: never;
            readonly responses: {
                /** @description The delivery after the attempt. */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["WebhookDeliveryReply"];
                    };
                };
                /** @description A refusal. */
                readonly default: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
};
export type webhooks = Record<string, never>;
export type components = {
    schemas: {
        readonly HealthReply: {
            /** @enum {string} */
            readonly status: "ok" | "degraded";
            readonly version: string;
            readonly judge: components["schemas"]["JudgeKind"];
            readonly model: string | null;
            /** @enum {string} */
            readonly storage: "reachable" | "unreachable";
        };
        /** @enum {string} */
        readonly JudgeKind: "offline" | "llm";
        readonly QuestionReply: {
            readonly id: string;
            readonly version: number;
            /** @enum {string} */
            readonly status: "active" | "archived";
            /** Format: date-time */
            readonly createdAt: string;
            readonly category: string;
            readonly kind?: components["schemas"]["QuestionKind"];
            /**
             * @default mid
             * @enum {string}
             */
            readonly difficulty: "junior" | "mid" | "senior";
            /** @default [] */
            readonly tags: readonly string[];
            readonly prompt: string;
            /** @default  */
            readonly reference: string;
            /** @default [] */
            readonly referenceAlternatives: readonly string[];
            readonly markScheme: components["schemas"]["MarkScheme"];
        };
        /**
         * @default knowledge
         * @enum {string}
         */
        readonly QuestionKind: "knowledge" | "behavioural";
        readonly MarkScheme: {
            /** @default [] */
            readonly keyPoints: readonly components["schemas"]["KeyPoint"][];
            /** @default [] */
            readonly misconceptions: readonly components["schemas"]["Misconception"][];
            /** @default [] */
            readonly dimensions: readonly components["schemas"]["RubricDimension"][];
            readonly scoring?: components["schemas"]["ScoringPolicy"];
        };
        readonly KeyPoint: {
            readonly id: string;
            readonly text: string;
            /**
             * @default essential
             * @enum {string}
             */
            readonly role: "essential" | "bonus";
            /** @default 1 */
            readonly weight: number;
            /** @default [] */
            readonly aliases: readonly string[];
            /** @default [] */
            readonly terms: readonly string[];
            readonly hint?: string;
        };
        readonly Misconception: {
            readonly id: string;
            readonly claim: string;
            readonly correction: string;
            /** @default [] */
            readonly contradicts: readonly string[];
        };
        readonly RubricDimension: {
            readonly id: string;
            readonly name: string;
            /** @default 1 */
            readonly weight: number;
            readonly levels: readonly [
                string,
                string,
                string,
                string,
                string
            ];
        };
        /** @default {} */
        readonly ScoringPolicy: {
            /** @default 0.1 */
            readonly bonusShare: number;
            /** @default 0.25 */
            readonly contradictionPenalty: number;
            /** @default 0.05 */
            readonly misconceptionPenalty: number;
            /** @default 0.25 */
            readonly misconceptionPenaltyMax: number;
            /** @default 0 */
            readonly rubricShare: number;
            readonly passMark?: number;
            /** @enum {string} */
            readonly wordCredit?: "proportional" | "diminishing";
        };
        readonly Problem: {
            readonly type: string;
            readonly title: string;
            readonly status: number;
            readonly detail: string;
            readonly requestId: string;
            readonly errors?: readonly {
                readonly pointer: string;
                readonly detail: string;
            }[];
        };
        readonly AuthoredQuestion: {
            readonly id: string;
            readonly category: string;
            readonly kind?: components["schemas"]["QuestionKind"];
            /**
             * @default mid
             * @enum {string}
             */
            readonly difficulty: "junior" | "mid" | "senior";
            /** @default [] */
            readonly tags: readonly string[];
            readonly prompt: string;
            /** @default  */
            readonly reference: string;
            /** @default [] */
            readonly referenceAlternatives: readonly string[];
            readonly markScheme: components["schemas"]["MarkScheme"];
        };
        readonly QuestionPage: {
            readonly items: readonly components["schemas"]["QuestionReply"][];
            readonly nextCursor: string | null;
        };
        readonly QuestionContent: {
            readonly category: string;
            readonly kind?: components["schemas"]["QuestionKind"];
            /**
             * @default mid
             * @enum {string}
             */
            readonly difficulty: "junior" | "mid" | "senior";
            /** @default [] */
            readonly tags: readonly string[];
            readonly prompt: string;
            /** @default  */
            readonly reference: string;
            /** @default [] */
            readonly referenceAlternatives: readonly string[];
            readonly markScheme: components["schemas"]["MarkScheme"];
        };
        readonly SchemeProposal: {
            readonly method: components["schemas"]["JudgeKind"];
            readonly model: string | null;
            readonly promptVersion: string | null;
            readonly keyPoints: readonly components["schemas"]["KeyPoint"][];
            readonly misconceptions: readonly components["schemas"]["Misconception"][];
            readonly sources: readonly {
                readonly keyPointId: string;
                readonly start: number;
                readonly end: number;
                readonly text: string;
            }[];
            readonly warnings: readonly components["schemas"]["SchemeWarning"][];
            readonly unusedSentences: readonly components["schemas"]["EvidenceSpan"][];
            readonly usage: components["schemas"]["Usage"];
        };
        readonly SchemeWarning: {
            readonly code: components["schemas"]["SchemeWarningCode"];
            readonly keyPointId: string | null;
            readonly detail: string;
        };
        /** @enum {string} */
        readonly SchemeWarningCode: "reference-too-short" | "reference-restates-question" | "reference-asks-questions" | "reference-contradicts-itself" | "reference-in-another-language" | "reference-not-made-of-words" | "reference-not-covered" | "prompt-gives-away" | "no-essential-point" | "too-few-points" | "too-many-points" | "point-too-long" | "points-overlap" | "point-strays-from-source" | "hint-gives-away" | "sentence-unused" | "source-not-found" | "entry-unusable" | "model-failed" | "model-says";
        readonly EvidenceSpan: {
            readonly start: number;
            readonly end: number;
            readonly text: string;
        };
        readonly Usage: {
            readonly calls: number;
            readonly inputTokens: number;
            readonly cachedInputTokens: number;
            readonly outputTokens: number;
            readonly costUsdMicros: number | null;
        };
        readonly ExtractRequest: {
            readonly question: string;
            readonly referenceAnswer: string;
            readonly method?: components["schemas"]["JudgeKind"];
        };
        readonly SelfTestReport: {
            readonly questionId: string;
            readonly version: number | null;
            readonly judge: components["schemas"]["JudgeKind"];
            readonly model: string | null;
            /** @enum {string} */
            readonly verdict: "ready-to-publish" | "look-at-these-first" | "not-tried";
            readonly checks: readonly components["schemas"]["SelfTestCheck"][];
            readonly warnings: readonly components["schemas"]["SchemeWarning"][];
            readonly answers: {
                readonly needed: number;
                readonly judged: number;
            };
            readonly usage: components["schemas"]["Usage"];
        };
        readonly SelfTestCheck: {
            readonly id: components["schemas"]["SelfTestCheckId"];
            readonly title: string;
            /** @enum {string} */
            readonly severity: "must" | "advice";
            /** @enum {string} */
            readonly outcome: "passed" | "failed" | "not-tried";
            readonly measured: number | null;
            readonly atLeast: number | null;
            readonly atMost: number | null;
            readonly keyPointIds: readonly string[];
            readonly detail: string;
            readonly remedy: string | null;
        };
        /** @enum {string} */
        readonly SelfTestCheckId: "reference-earns-full-marks" | "reference-makes-every-point" | "prompt-earns-nothing" | "empty-answer-earns-nothing" | "hints-give-nothing-away" | "other-references-earn-little" | "left-out-point-is-missed" | "left-out-point-costs-nothing-else" | "padding-changes-nothing" | "denied-point-earns-nothing";
        readonly NewSelfTestRequest: {
            readonly question: components["schemas"]["AuthoredQuestion"];
            readonly judge?: components["schemas"]["JudgeKind"];
            /** @default 60 */
            readonly callsMax: number;
        };
        readonly SelfTestRequest: {
            readonly judge?: components["schemas"]["JudgeKind"];
            /** @default 60 */
            readonly callsMax: number;
        };
        readonly EvaluationReply: {
            readonly id: string;
            /** Format: date-time */
            readonly createdAt: string;
            readonly question: {
                readonly id: string | null;
                readonly version: number | null;
                readonly fingerprint: string;
            };
            readonly inlineQuestion: components["schemas"]["QuestionContent"] | null;
            readonly candidate: string | null;
            readonly answer: string;
            readonly judge: components["schemas"]["JudgeKind"];
            readonly gate: components["schemas"]["Gate"];
            readonly flags: readonly components["schemas"]["Flag"][];
            /** @enum {string} */
            readonly status: "graded" | "needs-review";
            readonly score: number | null;
            readonly scoreRange: {
                readonly min: number;
                readonly max: number;
            };
            readonly coverage: number | null;
            readonly calibrated: components["schemas"]["CalibratedScore"] | null;
            readonly band: components["schemas"]["Band"] | null;
            readonly confidence: number | null;
            readonly expectedHarm: number;
            readonly reviewReasons: readonly components["schemas"]["ReviewReason"][];
            readonly verdicts: readonly components["schemas"]["PointVerdict"][];
            readonly misconceptions: readonly components["schemas"]["MisconceptionFinding"][];
            readonly dimensions: readonly components["schemas"]["DimensionVerdict"][];
            readonly feedback: components["schemas"]["Feedback"];
            readonly usage: components["schemas"]["Usage"];
            readonly provenance: components["schemas"]["Provenance"];
        };
        /** @enum {string|null} */
        readonly Gate: "empty" | "non_answer" | "gibberish" | "restates_question" | "off_topic" | "language_mismatch" | null;
        /** @enum {string} */
        readonly Flag: "empty" | "non_answer" | "gibberish" | "restates_question" | "off_topic" | "language_mismatch" | "prompt_injection" | "encoded_text" | "hidden_text" | "keyword_list" | "repetition" | "hedging" | "verbatim_reference" | "number_mismatch" | "negation_mismatch" | "swapped_sides";
        readonly CalibratedScore: {
            readonly score: number;
            readonly range: {
                readonly min: number;
                readonly max: number;
            };
            /** @enum {string} */
            readonly state: "provisional" | "usable" | "trusted";
            readonly marks: number;
            readonly band: components["schemas"]["Band"];
        };
        /** @enum {string} */
        readonly Band: "excellent" | "good" | "fair" | "weak" | "poor";
        /** @enum {string} */
        readonly ReviewReason: "behavioural-question" | "unjudged-point" | "unjudged-dimension" | "model-refused" | "model-cut-off" | "model-unavailable" | "model-reply-invalid" | "evidence-not-found" | "essential-point-contradicted" | "judge-unsure" | "judges-disagree" | "manipulation-suspected" | "hidden-or-encoded-text" | "wrong-language" | "off-topic" | "keyword-list" | "repetition" | "hedging" | "number-mismatch" | "negation-mismatch" | "swapped-sides" | "pasted-reference" | "near-pass-mark";
        readonly PointVerdict: {
            readonly keyPointId: string;
            readonly text: string;
            /** @enum {string} */
            readonly role: "essential" | "bonus";
            readonly weight: number;
            readonly verdict: components["schemas"]["Verdict"];
            readonly coverage: number | null;
            readonly evidence: readonly components["schemas"]["EvidenceSpan"][];
            readonly reason: string | null;
            readonly confidence: number | null;
            readonly doubtful: boolean;
        };
        /** @enum {string} */
        readonly Verdict: "covered" | "partial" | "missing" | "contradicted" | "unjudged";
        readonly MisconceptionFinding: {
            readonly misconceptionId: string;
            readonly claim: string;
            readonly asserted: boolean | null;
            readonly evidence: readonly components["schemas"]["EvidenceSpan"][];
        };
        readonly DimensionVerdict: {
            readonly dimensionId: string;
            readonly name: string;
            readonly weight: number;
            readonly level: number | null;
            readonly evidence: readonly components["schemas"]["EvidenceSpan"][];
            readonly reason: string | null;
        };
        readonly Feedback: {
            readonly summary: string;
            readonly points: readonly components["schemas"]["PointNote"][];
            readonly claims: readonly components["schemas"]["ClaimNote"][];
            readonly tips: readonly string[];
            readonly nextStep: string | null;
            readonly polishFingerprint: string | null;
        };
        readonly PointNote: {
            readonly number: number;
            readonly quotes: readonly string[];
            readonly text: string;
            readonly verdict: components["schemas"]["Verdict"];
        };
        readonly ClaimNote: {
            readonly number: number;
            readonly quotes: readonly string[];
            readonly text: string;
        };
        readonly Provenance: {
            readonly judge: components["schemas"]["JudgeKind"];
            readonly judgeVersion: string;
            readonly model: string | null;
            readonly promptFingerprint: string | null;
            readonly workedExamples: readonly string[];
            readonly workFingerprint: string;
            readonly calibrationFingerprint: string | null;
            readonly reused: boolean;
            readonly latencyMs: number;
            readonly calls: readonly components["schemas"]["ModelCall"][];
            readonly regrades: readonly components["schemas"]["RegradeMark"][];
        };
        readonly ModelCall: {
            /** @enum {string} */
            readonly purpose: "judge" | "repair" | "re-ask" | "extract" | "polish";
            /** @enum {string} */
            readonly outcome: "answered" | "refused" | "cut-off" | "filtered" | "empty-reply" | "rate-limited" | "quota-exhausted" | "timed-out" | "unreachable" | "server-error" | "rejected";
            readonly model: string;
            readonly finishReason: string | null;
            readonly detail: string | null;
            readonly attempts: number;
            readonly latencyMs: number;
            readonly usage: components["schemas"]["TokenUsage"];
        };
        readonly TokenUsage: {
            readonly inputTokens: number;
            readonly cachedInputTokens: number;
            readonly outputTokens: number;
        };
        readonly RegradeMark: {
            readonly regradeId: string | null;
            /** Format: date-time */
            readonly regradedAt: string;
            readonly by: string | null;
            readonly from: {
                readonly version: number | null;
                readonly fingerprint: string;
            };
            readonly to: {
                readonly version: number | null;
                readonly fingerprint: string;
            };
            readonly judgeVersion: string;
            readonly model: string | null;
            readonly promptFingerprint: string | null;
            readonly points: readonly string[];
            readonly misconceptions: readonly string[];
            readonly dimensions: readonly string[];
        };
        readonly EvaluationRequest: {
            readonly questionId?: string;
            readonly version?: number;
            readonly question?: string;
            readonly referenceAnswer?: string;
            /** @default [] */
            readonly referenceAlternatives: readonly string[];
            readonly keyPoints?: readonly (string | {
                readonly id?: string;
                readonly text: string;
                /**
                 * @default essential
                 * @enum {string}
                 */
                readonly role: "essential" | "bonus";
                /** @default 1 */
                readonly weight: number;
                /** @default [] */
                readonly aliases: readonly string[];
                /** @default [] */
                readonly terms: readonly string[];
                readonly hint?: string;
            })[];
            readonly answer: string;
            readonly candidate?: string;
            readonly judge?: components["schemas"]["JudgeKind"];
            readonly feedback?: components["schemas"]["FeedbackWording"];
        };
        /** @enum {string} */
        readonly FeedbackWording: "template" | "polished";
        readonly EvaluationPage: {
            readonly items: readonly components["schemas"]["EvaluationReply"][];
            readonly nextCursor: string | null;
        };
        readonly FeedbackReply: components["schemas"]["Feedback"] | components["schemas"]["RevealedFeedback"];
        readonly RevealedFeedback: {
            readonly summary: string;
            readonly points: readonly {
                readonly number: number;
                readonly quotes: readonly string[];
                readonly text: string;
                readonly verdict: components["schemas"]["Verdict"];
                readonly point: string;
            }[];
            readonly claims: readonly {
                readonly number: number;
                readonly quotes: readonly string[];
                readonly text: string;
                readonly claim: string;
                readonly correction: string;
            }[];
            readonly tips: readonly string[];
            readonly nextStep: string | null;
            readonly polishFingerprint: string | null;
            readonly reference: string;
        };
        readonly RegradeWithAnswers: {
            readonly id: string;
            readonly questionId: string;
            readonly batchId: string | null;
            readonly fromVersion: number;
            readonly toVersion: number;
            /** Format: date-time */
            readonly createdAt: string;
            readonly createdBy: string;
            readonly state: components["schemas"]["RegradeState"];
            readonly revision: number;
            readonly changes: components["schemas"]["SchemeChanges"];
            readonly summary: components["schemas"]["RegradeSummary"];
            /** Format: date-time */
            readonly appliedAt: string | null;
            readonly appliedBy: string | null;
            readonly applied: number | null;
            readonly skipped: readonly components["schemas"]["SkippedAnswer"][];
            readonly answers: readonly components["schemas"]["RegradeEntry"][];
        };
        /** @enum {string} */
        readonly RegradeState: "previewed" | "applying" | "applied" | "discarded";
        readonly SchemeChanges: {
            readonly context: readonly ("prompt" | "reference" | "alternatives")[];
            readonly parts: readonly {
                /** @enum {string} */
                readonly kind: "key-point" | "misconception" | "dimension";
                readonly id: string;
                readonly change: components["schemas"]["PartChange"];
            }[];
            readonly scoring: boolean;
        };
        /** @enum {string} */
        readonly PartChange: "added" | "removed" | "reworded" | "recounted" | "retold";
        readonly RegradeSummary: {
            readonly answers: number;
            readonly movedUp: number;
            readonly movedDown: number;
            readonly unmoved: number;
            readonly unscored: number;
            readonly notJudged: number;
            readonly meanShift: number | null;
            readonly rankChanged: number;
            readonly newlyPassed: number | null;
            readonly newlyFailed: number | null;
            readonly usage: components["schemas"]["Usage"];
        };
        readonly SkippedAnswer: {
            readonly evaluationId: string;
            /** @enum {string} */
            readonly reason: "not-judged" | "changed" | "gone";
        };
        readonly RegradeEntry: {
            readonly evaluationId: string;
            readonly candidate: string | null;
            readonly before: components["schemas"]["Standing"];
            readonly after: components["schemas"]["Standing"];
            readonly movedBy: number | null;
            readonly points: readonly components["schemas"]["PointShift"][];
            readonly misconceptions: readonly components["schemas"]["ClaimShift"][];
            readonly dimensions: readonly components["schemas"]["LevelShift"][];
            readonly notes: readonly components["schemas"]["RegradeNote"][];
        };
        readonly Standing: {
            readonly score: number | null;
            readonly scoreRange: {
                readonly min: number;
                readonly max: number;
            };
            /** @enum {string} */
            readonly status: "graded" | "needs-review";
            readonly rank: number | null;
        };
        readonly PointShift: {
            readonly keyPointId: string;
            readonly text: string;
            readonly before: {
                readonly verdict: components["schemas"]["Verdict"];
                readonly coverage: number | null;
                readonly evidence: readonly components["schemas"]["EvidenceSpan"][];
                readonly reason: string | null;
            } | null;
            readonly after: {
                readonly verdict: components["schemas"]["Verdict"];
                readonly coverage: number | null;
                readonly evidence: readonly components["schemas"]["EvidenceSpan"][];
                readonly reason: string | null;
            } | null;
        };
        readonly ClaimShift: {
            readonly misconceptionId: string;
            readonly claim: string;
            readonly before: {
                readonly asserted: boolean | null;
                readonly evidence: readonly components["schemas"]["EvidenceSpan"][];
            } | null;
            readonly after: {
                readonly asserted: boolean | null;
                readonly evidence: readonly components["schemas"]["EvidenceSpan"][];
            } | null;
        };
        readonly LevelShift: {
            readonly dimensionId: string;
            readonly name: string;
            readonly before: {
                readonly level: number | null;
                readonly evidence: readonly components["schemas"]["EvidenceSpan"][];
            } | null;
            readonly after: {
                readonly level: number | null;
                readonly evidence: readonly components["schemas"]["EvidenceSpan"][];
            } | null;
        };
        /** @enum {string} */
        readonly RegradeNote: "gate-opened" | "other-judge" | "recalibrated" | "not-judged";
        readonly RegradeRequest: {
            readonly fromVersion: number;
            readonly toVersion?: number;
            readonly evaluationIds?: readonly string[];
            readonly newest?: number;
        };
        readonly RegradeBatchRequest: {
            readonly questionId: string;
            readonly toVersion?: number;
        };
        readonly RegradeReply: {
            readonly id: string;
            readonly questionId: string;
            readonly batchId: string | null;
            readonly fromVersion: number;
            readonly toVersion: number;
            /** Format: date-time */
            readonly createdAt: string;
            readonly createdBy: string;
            readonly state: components["schemas"]["RegradeState"];
            readonly revision: number;
            readonly changes: components["schemas"]["SchemeChanges"];
            readonly summary: components["schemas"]["RegradeSummary"];
            /** Format: date-time */
            readonly appliedAt: string | null;
            readonly appliedBy: string | null;
            readonly applied: number | null;
            readonly skipped: readonly components["schemas"]["SkippedAnswer"][];
        };
        readonly UploadReply: {
            readonly uploadId: string;
            /** @enum {string} */
            readonly method: "PUT";
            readonly url: string;
            readonly headers: {
                readonly [key: string]: string;
            };
            /** Format: date-time */
            readonly expiresAt: string;
            readonly bytesMax: number;
        };
        readonly BatchPlanReply: {
            readonly rows: number;
            readonly badRows: number;
            readonly bad: readonly {
                readonly line: number;
                readonly column: string | null;
                readonly reason: string;
            }[];
            /** @enum {string} */
            readonly layout: "long" | "wide";
            readonly columns: readonly {
                /** @enum {string} */
                readonly meaning: "answer" | "question_id" | "question" | "reference_answer" | "reference_alternatives" | "key_points" | "candidate" | "human_score" | "human_score_2" | "human_score_max" | "human_points";
                readonly heading: string;
            }[];
            readonly questionColumns: readonly {
                readonly heading: string;
                readonly questionId: string;
            }[];
            readonly carried: readonly string[];
            readonly questions: readonly {
                readonly question: string;
                readonly rows: number;
            }[];
            readonly distinct: number;
            readonly gates: {
                readonly empty?: number;
                readonly non_answer?: number;
                readonly gibberish?: number;
                readonly restates_question?: number;
                readonly off_topic?: number;
                readonly language_mismatch?: number;
            };
            readonly paid: number;
            readonly judge: components["schemas"]["JudgeKind"];
            readonly model: string | null;
            readonly estimate: {
                readonly calls: number;
                readonly inputTokens: number;
                readonly outputTokens: number;
                readonly callsMax: number;
                readonly inputTokensMax: number;
                readonly outputTokensMax: number;
            };
            readonly costUsdMicros: number | null;
            readonly costUsdMicrosMax: number | null;
            readonly seconds: number;
        };
        readonly BatchReply: {
            readonly id: string;
            /** Format: date-time */
            readonly createdAt: string;
            readonly name: string | null;
            readonly source: {
                readonly uploadId: string;
                /** @enum {string} */
                readonly format: "csv" | "jsonl" | "xlsx";
                readonly sheetName: string | null;
                readonly mapping: components["schemas"]["ColumnMapping"];
                readonly isMapped: boolean;
            };
            readonly judge: components["schemas"]["JudgeKind"];
            readonly mode: components["schemas"]["BatchMode"];
            readonly budgetUsdMicros: number | null;
            readonly state: components["schemas"]["BatchState"];
            readonly reason: string | null;
            readonly run: number;
            readonly rowCount: number | null;
            /** Format: date-time */
            readonly settledAt: string | null;
            readonly counts: components["schemas"]["RowCounts"];
            readonly usage: components["schemas"]["BatchUsage"];
        };
        readonly ColumnMapping: {
            /** @default {} */
            readonly columns: {
                readonly answer?: string | null;
                readonly question_id?: string | null;
                readonly question?: string | null;
                readonly reference_answer?: string | null;
                readonly reference_alternatives?: string | null;
                readonly key_points?: string | null;
                readonly candidate?: string | null;
                readonly human_score?: string | null;
                readonly human_score_2?: string | null;
                readonly human_score_max?: string | null;
                readonly human_points?: string | null;
            };
            /**
             * @default null
             * @enum {string|null}
             */
            readonly layout: "long" | "wide" | null;
            /** @default {} */
            readonly questionColumns: {
                readonly [key: string]: string;
            };
            /**
             * @default grade
             * @enum {string}
             */
            readonly blanks: "grade" | "skip";
        };
        /** @enum {string} */
        readonly BatchMode: "standard" | "economy";
        /** @enum {string} */
        readonly BatchState: "preparing" | "grading" | "stopped" | "cancelled" | "completed" | "completed-with-failures" | "unreadable";
        readonly RowCounts: {
            readonly queued: number;
            readonly grading: number;
            readonly graded: number;
            readonly needsReview: number;
            readonly failed: number;
        };
        readonly BatchUsage: {
            readonly calls: number;
            readonly inputTokens: number;
            readonly cachedInputTokens: number;
            readonly outputTokens: number;
            readonly costUsdMicros: number | null;
        };
        readonly BatchRequest: {
            readonly name?: string;
            readonly rows?: readonly {
                readonly [key: string]: unknown;
            }[];
            readonly content?: string;
            readonly uploadId?: string;
            /** @enum {string} */
            readonly format?: "csv" | "jsonl" | "xlsx";
            readonly sheetName?: string;
            readonly mapping?: components["schemas"]["ColumnMapping"];
            readonly judge?: components["schemas"]["JudgeKind"];
            readonly mode?: components["schemas"]["BatchMode"];
            readonly budgetUsdMicros?: number;
        };
        readonly BatchPage: {
            readonly items: readonly {
                readonly id: string;
                /** Format: date-time */
                readonly createdAt: string;
                readonly name: string | null;
                readonly source: {
                    readonly uploadId: string;
                    /** @enum {string} */
                    readonly format: "csv" | "jsonl" | "xlsx";
                    readonly sheetName: string | null;
                    readonly mapping: components["schemas"]["ColumnMapping"];
                    readonly isMapped: boolean;
                };
                readonly judge: components["schemas"]["JudgeKind"];
                readonly mode: components["schemas"]["BatchMode"];
                readonly budgetUsdMicros: number | null;
                readonly state: components["schemas"]["BatchState"];
                readonly reason: string | null;
                readonly run: number;
                readonly rowCount: number | null;
                /** Format: date-time */
                readonly settledAt: string | null;
            }[];
            readonly nextCursor: string | null;
        };
        readonly BatchRowPage: {
            readonly items: readonly components["schemas"]["BatchRowReply"][];
            readonly nextCursor: string | null;
        };
        readonly BatchRowReply: {
            readonly row: number;
            readonly line: number | null;
            readonly column: string | null;
            readonly status: components["schemas"]["RowStatus"];
            readonly candidate: string | null;
            readonly reason: string | null;
            readonly attempts: number | null;
            readonly evaluationId: string | null;
            readonly question: {
                readonly id: string | null;
                readonly version: number | null;
                readonly fingerprint: string;
            } | null;
            readonly score: number | null;
            readonly scoreRange: {
                readonly min: number;
                readonly max: number;
            } | null;
            readonly coverage: number | null;
            readonly band: components["schemas"]["Band"] | null;
            readonly confidence: number | null;
            readonly expectedHarm: number | null;
            readonly reviewReasons: readonly components["schemas"]["ReviewReason"][];
            readonly flags: readonly components["schemas"]["Flag"][];
        };
        /** @enum {string} */
        readonly RowStatus: "queued" | "grading" | "graded" | "needs-review" | "failed";
        readonly ResumeRequest: {
            readonly budgetUsdMicros?: number | null;
        };
        readonly AnalyticsReply: {
            readonly questions: readonly components["schemas"]["QuestionAnalytics"][];
            readonly set: components["schemas"]["SetFigures"];
            readonly repeated: number;
        };
        readonly QuestionAnalytics: {
            readonly questionId: string;
            readonly scored: number;
            readonly unscored: number;
            readonly histogram: readonly number[];
            readonly facility: components["schemas"]["RatedFigure"];
            readonly discrimination: components["schemas"]["RatedFigure"];
            readonly notes: readonly components["schemas"]["ItemNote"][];
            readonly points: readonly components["schemas"]["PointHits"][];
            readonly version: number;
            readonly evaluations: number;
            readonly otherVersions: number;
            readonly truncated: boolean;
            readonly judges: {
                readonly offline: number;
                readonly llm: number;
            };
            readonly reviewShare: number | null;
        };
        readonly RatedFigure: {
            readonly value: number | null;
            readonly interval: components["schemas"]["Interval"] | null;
            readonly n: number;
            readonly needed: number;
            /** @enum {string} */
            readonly standing: "shown" | "greyed" | "withheld";
            readonly doubt: components["schemas"]["FigureDoubt"];
        };
        readonly Interval: {
            readonly low: number;
            readonly high: number;
        };
        /** @enum {string|null} */
        readonly FigureDoubt: "too-few" | "no-variance" | "one-question" | "not-positive" | null;
        /** @enum {string} */
        readonly ItemNote: "nearly-all-succeed" | "nearly-all-fail" | "discriminates-backwards" | "hardly-discriminates";
        readonly PointHits: {
            readonly keyPointId: string;
            readonly hits: number;
            readonly hitRate: components["schemas"]["RatedFigure"];
        };
        readonly SetFigures: {
            readonly questions: number;
            readonly people: number;
            readonly complete: number;
            readonly alpha: components["schemas"]["RatedFigure"];
            readonly standardError: components["schemas"]["RatedFigure"];
            readonly tellingDifference: components["schemas"]["RatedFigure"];
            readonly targetAlpha: number;
            readonly questionsNeeded: components["schemas"]["RatedFigure"];
        };
        readonly SimilarAnswers: {
            readonly evaluations: number;
            readonly truncated: boolean;
            readonly groups: readonly components["schemas"]["SimilarGroup"][];
        };
        readonly SimilarGroup: {
            readonly level: components["schemas"]["SimilarityLevel"];
            readonly finding: components["schemas"]["CopyFinding"];
            readonly excerpt: string;
            readonly members: readonly {
                readonly evaluationId: string;
                /** Format: date-time */
                readonly createdAt: string;
                readonly candidate: string | null;
                readonly similarity: number;
            }[];
        };
        /** @enum {string} */
        readonly SimilarityLevel: "identical" | "near-duplicate";
        /** @enum {string} */
        readonly CopyFinding: "copies" | "one-candidate" | "unnamed-candidates" | "too-little-own";
        readonly ReviewQueue: {
            readonly items: readonly components["schemas"]["ReviewQueueItem"][];
            readonly counts: {
                readonly evaluations: number;
                readonly sent: number;
                readonly must: number;
                readonly left: number;
                readonly budget: number;
            };
            readonly truncated: boolean;
        };
        readonly ReviewQueueItem: {
            readonly evaluationId: string;
            readonly questionId: string | null;
            readonly score: number | null;
            readonly confidence: number | null;
            readonly expectedHarm: number;
            readonly reasons: readonly components["schemas"]["ReviewReason"][];
            readonly must: boolean;
        };
        readonly AgreementReply: {
            readonly judge: {
                readonly judge: components["schemas"]["JudgeKind"];
                readonly judgeVersion: string;
                readonly model: string | null;
                readonly promptFingerprint: string | null;
            };
            readonly marks: {
                readonly kept: number;
                readonly answers: number;
                readonly unjudged: number;
                readonly unscored: number;
            };
            readonly report: components["schemas"]["AgreementReport"];
            readonly calibration: components["schemas"]["CalibrationInForce"] | null;
        };
        readonly AgreementReport: {
            readonly seed: number;
            readonly resamples: number;
            readonly marks: components["schemas"]["MarksHad"];
            readonly overall: components["schemas"]["ScoreAgreement"];
            readonly doubleMarked: components["schemas"]["DoubleMarked"] | null;
            readonly questions: readonly components["schemas"]["QuestionAgreement"][];
            readonly allPoints: components["schemas"]["DecisionAgreement"] | null;
            readonly points: readonly components["schemas"]["PointAgreement"][];
        };
        readonly MarksHad: {
            readonly n: number;
            readonly state: components["schemas"]["MarksState"];
            readonly next: {
                readonly state: components["schemas"]["MarksState"];
                readonly marks: number;
            } | null;
        };
        /** @enum {string} */
        readonly MarksState: "none" | "provisional" | "usable" | "trusted";
        readonly ScoreAgreement: {
            readonly qwk: number | null;
            readonly qwkInterval: components["schemas"]["Interval"] | null;
            readonly qwkBanded: number | null;
            readonly pearson: number | null;
            readonly pearsonInterval: components["schemas"]["Interval"] | null;
            readonly spearman: number | null;
            readonly icc: number | null;
            readonly krippendorffAlpha: number | null;
            readonly meanAbsoluteError: number | null;
            readonly rootMeanSquaredError: number | null;
            readonly bias: number | null;
            readonly biasInterval: components["schemas"]["Interval"] | null;
            readonly differenceLimits: components["schemas"]["DifferenceLimits"] | null;
            readonly standardisedMeanDifference: number | null;
        };
        readonly DifferenceLimits: {
            readonly low: number;
            readonly high: number;
            readonly lowInterval: components["schemas"]["Interval"];
            readonly highInterval: components["schemas"]["Interval"];
        };
        readonly DoubleMarked: {
            readonly marks: components["schemas"]["MarksHad"];
            readonly people: components["schemas"]["ScoreAgreement"];
            readonly machine: components["schemas"]["ScoreAgreement"];
            readonly prmse: number | null;
        };
        readonly QuestionAgreement: {
            readonly questionId: string;
            readonly marks: components["schemas"]["MarksHad"];
            readonly scores: components["schemas"]["ScoreAgreement"];
        };
        readonly DecisionAgreement: {
            readonly marks: components["schemas"]["MarksHad"];
            readonly decisions: {
                readonly n: number;
                readonly bothMet: number;
                readonly onlyMachine: number;
                readonly onlyPeople: number;
                readonly neither: number;
            };
            readonly accuracy: number | null;
            readonly kappa: number | null;
            readonly kappaInterval: components["schemas"]["Interval"] | null;
            readonly ac1: number | null;
            readonly machineMet: number | null;
            readonly peopleMet: number | null;
        };
        readonly PointAgreement: {
            readonly questionId: string;
            readonly keyPointId: string;
            readonly marks: components["schemas"]["MarksHad"];
            readonly decisions: {
                readonly n: number;
                readonly bothMet: number;
                readonly onlyMachine: number;
                readonly onlyPeople: number;
                readonly neither: number;
            };
            readonly accuracy: number | null;
            readonly kappa: number | null;
            readonly kappaInterval: components["schemas"]["Interval"] | null;
            readonly ac1: number | null;
            readonly machineMet: number | null;
            readonly peopleMet: number | null;
        };
        readonly CalibrationInForce: {
            readonly judge: components["schemas"]["JudgeKind"];
            readonly judgeVersion: string;
            readonly model: string | null;
            readonly promptFingerprint: string | null;
            readonly marks: number;
            readonly state: components["schemas"]["MarksState"];
            readonly map: components["schemas"]["CalibrationMap"];
            readonly questions: readonly {
                readonly questionId: string;
                readonly marks: number;
                readonly offset: number;
            }[];
            readonly spread: number | null;
            readonly confidence: components["schemas"]["ConfidenceWeights"] | null;
            readonly fingerprint: string;
            /** Format: date-time */
            readonly fittedAt: string;
            readonly revision: number;
        };
        readonly CalibrationMap: {
            /** @enum {string} */
            readonly kind: "identity";
        } | {
            /** @enum {string} */
            readonly kind: "line";
            readonly intercept: number;
            readonly slope: number;
        } | {
            /** @enum {string} */
            readonly kind: "isotonic";
            readonly blocks: readonly {
                readonly coverage: number;
                readonly human: number;
            }[];
        };
        readonly ConfidenceWeights: {
            readonly base: number;
            readonly agreement: number;
            readonly own: number;
            readonly partial: number;
            readonly altered: number;
        };
        readonly AgreementRequest: {
            readonly marks: readonly components["schemas"]["GivenMark"][];
            readonly judge?: components["schemas"]["JudgeKind"];
        };
        readonly GivenMark: {
            readonly questionId: string;
            readonly answer: string;
            readonly score: number;
            /** @default null */
            readonly secondScore: number | null;
            /** @default [] */
            readonly points: readonly components["schemas"]["HumanPoint"][];
            /** @default owner */
            readonly marker: string;
        };
        readonly HumanPoint: {
            readonly keyPointId: string;
            readonly credit: number;
        };
        readonly WebhookSecretReply: {
            readonly id: string;
            /** Format: uri */
            readonly url: string;
            readonly description: string;
            readonly events: readonly ("batch.completed" | "batch.stopped" | "batch.cancelled" | "batch.unreadable")[];
            /** @enum {string} */
            readonly status: "active" | "disabled";
            /** @enum {string|null} */
            readonly disabledBecause: "owner" | "gone" | null;
            /** Format: date-time */
            readonly createdAt: string;
            /** Format: date-time */
            readonly previousSecretExpiresAt: string | null;
            readonly signingSecret: string;
        };
        readonly WebhookRequest: {
            /** Format: uri */
            readonly url: string;
            /** @default  */
            readonly description: string;
            readonly events: readonly ("batch.completed" | "batch.stopped" | "batch.cancelled" | "batch.unreadable")[];
        };
        readonly WebhookPage: {
            readonly items: readonly components["schemas"]["WebhookReply"][];
            readonly nextCursor: string | null;
        };
        readonly WebhookReply: {
            readonly id: string;
            /** Format: uri */
            readonly url: string;
            readonly description: string;
            readonly events: readonly ("batch.completed" | "batch.stopped" | "batch.cancelled" | "batch.unreadable")[];
            /** @enum {string} */
            readonly status: "active" | "disabled";
            /** @enum {string|null} */
            readonly disabledBecause: "owner" | "gone" | null;
            /** Format: date-time */
            readonly createdAt: string;
            /** Format: date-time */
            readonly previousSecretExpiresAt: string | null;
        };
        readonly WebhookChange: {
            /** Format: uri */
            readonly url: string;
            readonly description: string;
            readonly events: readonly ("batch.completed" | "batch.stopped" | "batch.cancelled" | "batch.unreadable")[];
            /** @enum {string} */
            readonly status: "active" | "disabled";
        };
        readonly WebhookDeliveryPage: {
            readonly items: readonly components["schemas"]["WebhookDeliveryReply"][];
            readonly nextCursor: string | null;
        };
        readonly WebhookDeliveryReply: {
            readonly id: string;
            readonly webhookId: string;
            readonly type: ("batch.completed" | "batch.stopped" | "batch.cancelled" | "batch.unreadable") | "webhook.test";
            readonly data: {
                readonly [key: string]: string | number | boolean | null;
            };
            /** Format: date-time */
            readonly createdAt: string;
            /** @enum {string} */
            readonly state: "pending" | "delivered" | "failed";
            /** @enum {string|null} */
            readonly failedBecause: "attempts-used-up" | "endpoint-gone" | "endpoint-disabled" | null;
            readonly tries: number;
            readonly attempts: readonly {
                /** Format: date-time */
                readonly at: string;
                readonly status: number | null;
                /** @enum {string|null} */
                readonly failure: "timeout" | "unresolved" | "forbidden-address" | "forbidden-url" | "connection" | "tls" | "unreadable-secret" | null;
                readonly latencyMs: number;
            }[];
            /** Format: date-time */
            readonly nextAttemptAt: string | null;
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
