import { stemOf } from './stems.ts';

/** Whether two stems name the same idea in technical prose, by the groups below. A stem is no synonym of itself. */
export function areSynonyms(a: string, b: string): boolean {
  const groups = synonymGroupsOf(a);
  return groups.length > 0 && synonymGroupsOf(b).some((group) => groups.includes(group));
}

/** The groups of ideas that a stem belongs to, by number; most stems belong to none. */
export function synonymGroupsOf(stem: string): readonly number[] {
  return groupsByStem.get(stem) ?? noGroups;
}

const noGroups: readonly number[] = [];

/*
 * One idea a line, in everyday and in computing English. A line holds words that a marker would accept for each other
 * in most sentences; words that differ in a way that a backend question may be about (authentication and authorization,
 * concurrency and parallelism) are never on one line.
 */
const groups = `
fast quick rapid swift speedy speed performant
not without no never
slow sluggish
faster accelerate quicken
big large huge massive bulky
small little tiny compact
many multiple several numerous various
single sole lone
begin start commence initiate launch
end finish complete terminate conclude
stop halt cease prevent block
prevent avoid prohibit forbid
protect secure guard safeguard shield defend
create make generate produce construct build
add insert append include attach
delete remove erase drop destroy discard
change modify alter edit update mutate
replace substitute overwrite swap
read fetch retrieve load obtain get
find locate search lookup seek
store save persist keep retain hold
send transmit transfer deliver pass forward
receive accept get
return respond reply answer
request ask query call
call invoke execute run
communicate talk speak converse interact
run execute perform operate
show display present render
check verify validate confirm ensure
guarantee ensure assure promise
test verify examine
compare contrast match
divide split partition separate segment
join combine merge unite
connect link attach bind
spread distribute scatter
share distribute
copy duplicate replicate clone replica
identical same equal equivalent
different distinct separate unlike
independent autonomous decoupled isolated standalone
dependent coupled reliant
error mistake fault bug defect
fail crash break die
failure outage breakdown crash
recover restore repair
fix repair correct resolve
improve enhance boost better increase optimize
increase grow raise rise expand
decrease reduce lower shrink lessen minimize cut decline
limit restrict constrain cap bound
allow permit enable let
deny refuse reject disallow
require need demand
depend rely
describe define specify state
explain clarify
represent denote mean signify
part component piece section portion element
whole entire complete full
group set collection bunch
list array sequence
order sequence arrange sort
step stage phase
method function procedure routine operation
task job work assignment
goal aim purpose objective target
reason cause
result outcome consequence output effect
benefit advantage strength gain pro
drawback disadvantage downside weakness con cost price
problem issue trouble difficulty
important essential crucial vital critical key
simple easy plain straightforward
difficult hard complex complicated
cheap inexpensive affordable
expensive costly
common usual typical frequent
rare uncommon seldom
often frequently
always constantly
quickly promptly
simultaneous concurrent parallel
simultaneously concurrently
wait pause delay block
delay latency lag
time duration period
user customer visitor
client consumer caller
developer programmer engineer coder
team group crew
company organization business firm
computer machine host node server
program application app software
code source script
module component unit package
library package dependency
instance copy object
value quantity amount
variable field attribute property column
row record tuple entry
table relation
key identifier
unique distinct
file document
folder directory
memory ram
disk drive storage
network web internet
url address uri link
secret confidential private
private internal hidden
public exposed open visible
password credential passphrase
permission right privilege access
attacker hacker intruder adversary
attack exploit threat
malicious harmful hostile
encrypt encode scramble cipher
decrypt decipher decode
message payload
event notification
subscribe listen
publish emit broadcast
queue buffer
schedule plan
monitor observe watch track
measure metric gauge
log record trace
tool utility instrument
environment setting context
version release revision
deploy release ship rollout install
automate automatic
manual hand
temporary transient ephemeral
permanent durable persistent lasting
static fixed constant
dynamic changing variable
flexible adaptable versatile
reliable dependable robust resilient
consistent coherent uniform
valid correct right legitimate legal
invalid incorrect wrong illegal
available accessible reachable
unavailable down unreachable
busy loaded overloaded
load traffic demand
capacity throughput
maintain keep support
evolve adapt change
understand comprehend grasp
learn study
use employ utilize apply leverage
contain include comprise hold
consist comprise
belong own
duty responsibility role concern
rule policy
contract agreement interface
format structure layout
schema structure
type kind category class sort
example sample
information data
knowledge insight
view page screen
scan traverse walk
loop iterate repeat cycle
hide conceal encapsulate
abstract generalize
inherit extend derive subclass
reuse share
cluster pool
balance distribute
backup replica
previous earlier prior former
next following subsequent
near close nearby
far remote distant
front ahead
whole overall total
maximum highest peak
minimum lowest
approximate rough estimate
exact precise accurate
safe secure
clean tidy neat
old legacy outdated obsolete
new fresh recent
`;

const groupsByStem = new Map<string, number[]>();
groups
  .trim()
  .split('\n')
  .forEach((line, group) => {
    const stems = [...new Set(line.split(' ').map(stemOf))];
    for (const stem of stems) {
      groupsByStem.set(stem, [...(groupsByStem.get(stem) ?? []), group]);
    }
  });
