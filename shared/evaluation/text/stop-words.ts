/**
 * Words without content of their own, left out of coverage. Words that turn a claim round or limit it stay in: not, no,
 * without, before, after, only, never, first, last, same, all, than.
 */
export const stopWords: ReadonlySet<string> = new Set(
  `a about above across again against also although am an and another any are as at be because been being below between
  both but by came can cannot come could did do does doing done down during each either else etc even ever every few for from
  further get gets getting got had has have having he her here hers him his how however i if in into is it its itself
  just kind lets like likely lot lots made make makes making many may maybe me might mine more most much must my need needs
  neither nor now of off often on once one's onto or other others otherwise our ours out over own per perhaps quite
  rather really shall she should since so some somehow something sometimes somewhat sort still such take takes that
  the their theirs them themselves then there thereby therefore these they thing things this those though through thus to
  together too toward towards try under until up upon us use used uses using usually very via was way ways we well were
  what whatever when whenever where whereas whether which while who whom whose why will with within would yes yet you your yours
  yourself eg ie e.g i.e example instance namely basically actually simply generally typically mostly especially
  particularly clearly certainly definitely obviously probably`.split(/\s+/),
);
