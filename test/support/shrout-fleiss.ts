/** Shrout and Fleiss 1979, "Intraclass correlations", table 2: the marks that four judges gave each of six targets. */
export const shroutFleissMarks = [
  [9, 2, 5, 8],
  [6, 1, 3, 2],
  [8, 4, 6, 8],
  [7, 1, 2, 6],
  [10, 5, 6, 9],
  [6, 2, 4, 7],
];
