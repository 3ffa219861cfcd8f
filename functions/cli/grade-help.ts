/** What `markscheme grade --help` says after the options. */
export const gradeHelp = `
Columns (any case; other columns are carried through):
  answer                  the text to grade (required)
  question_id             a question of the bank, see "markscheme questions list", or instead:
  question                the question itself, with
  reference_answer        the answer to compare with, and optionally
  reference_alternatives  further right answers (JSON array, or one a line)
  key_points              texts (JSON array, or one a line), or objects with text and, as wanted, id, role, weight,
                          aliases, hint, terms (JSON array)
  candidate               who answered; never shown to a judge
  human_score             the mark that a person gave; with human_score_max out of what (100), human_score_2 a second
                          person's, human_points what each key point got (JSON object of ids, or array; 0 to 1)

Headings that say the same in other words (Response, Model answer, Applicant, Email ...) are understood, and standard error
says how; --map answer=Response corrects it. Where two columns would do equally well, nothing starts.

A wide sheet has one column a question, whose heading is its id or its prompt, and one row a candidate. Each cell is a row
of the results. A blank cell is an answer left empty, graded 0 at no cost, unless --skip-blanks leaves it out.

--dry-run reads every row, names those that can't be graded, and estimates calls, tokens, USD and time from the requests as
they would be sent: one call for each different answer that no gate settles and nobody has paid for, 4.5 characters a token.
"At most" is every reply as long as it may be, asked for again, with all re-asks. Examples from human marks come on top.
It ends with 0 when every row can be graded, 2 when some can't, 1 when nothing could start.

Human marks, in the file or in that of --marks, calibrate the scores from 20 marks on; marked rows of the file are graded
too. A model judges all marked rows for that, those of --marks as well, and is shown up to three answers of the same
question that have human_points as examples: both are paid for. From 50 points in human_points on, they also teach how sure
its verdicts are.

A results file in CSV starts with a byte order mark, by which Excel knows that it is UTF-8; standard output and pipes get
none. Cells that a spreadsheet would take for a formula have an apostrophe in front.

A model's provider that refuses every call (wrong key or model, no quota), or fails in 5 calls in a row without ever having
answered one, or in 25 after that, is asked no more. The rows that are left fail as not tried; a second run pays only for
those.

With --out FILE, each result is kept in FILE.journal as soon as it is there. The same command goes on where a run was
interrupted, at any moment, and grades only what is missing; at most the calls that were in flight are paid twice. It refuses
to go on with another input, question, judge, model, prompt, mark file, pass mark or wording: change it back, or start over
with --fresh. FILE is written, or replaced, when all rows are there. The journal then goes, unless rows were not tried or
failed for a reason that may pass (an outage, a budget): it is kept, and the same command tries those rows alone. Rows that
can't be graded as they are count as settled. It holds results, so it is for your eyes only. Results for standard output or
a pipe are written as they come, and nothing is kept but paid judgements.

--budget counts the whole job, interrupted runs included. Before a call the most that it can cost is reserved, so that no
order of replies passes the budget; what is left undone is said, and a higher budget goes on with it.

--candidates, and the second sheet of XLSX, have one row a candidate, by the column candidate: answers, graded,
needs_review, failed, scored, mean_score, min_score, mean_calibrated_score, mean_coverage, mean_final_score. Means are of
the answers that have the figure; the final score is that of a person where one decided, else the calibrated one, else the
score.

With --review-budget, rows that are in doubt only (not those that no machine may settle) are weighed against each other by
expected harm: the share of the marks in doubt, times the closeness to the pass mark. What the budget has no room for is
graded, keeps its review reasons and says "not sent: budget"; what is sent has its place in the queue (review_rank, 1 first).
Results are then written when all rows are judged; those for a pipe wait in a temporary folder until then.

Exit code: 0 every row was settled, 2 rows failed or may do better in another run (standard error says why), 1 nothing could start.`;
