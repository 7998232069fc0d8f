package dev.reeve.engine.links.suggest;

/**
 * How similar two texts are by Ratcliff and Obershelp: twice the characters in their longest common
 * block, and recursively left and right of it, divided by the length of both. The earliest block
 * wins among equally long ones. Source: {@code docs/reference/links.md}.
 */
final class NameRatio {
  private NameRatio() {}

  static double of(String one, String other) {
    int length = one.length() + other.length();
    return length == 0 ? 1 : 2.0 * matched(one, 0, one.length(), other, 0, other.length()) / length;
  }

  /** Whether the ratio can reach a bound at all; looks at the lengths alone. */
  static boolean canReach(double bound, String one, String other) {
    int length = one.length() + other.length();
    return length == 0 || 2.0 * Math.min(one.length(), other.length()) / length >= bound;
  }

  private static int matched(String a, int aFrom, int aTo, String b, int bFrom, int bTo) {
    int best = 0;
    int bestA = aFrom;
    int bestB = bFrom;
    int[] ending = new int[bTo - bFrom + 1];
    for (int i = aFrom; i < aTo; i++) {
      int before = 0;
      for (int j = bFrom; j < bTo; j++) {
        int above = ending[j - bFrom + 1];
        int length = a.charAt(i) == b.charAt(j) ? before + 1 : 0;
        ending[j - bFrom + 1] = length;
        before = above;
        if (length > best) {
          best = length;
          bestA = i - length + 1;
          bestB = j - length + 1;
        }
      }
    }
    if (best == 0) {
      return 0;
    }
    return best
        + matched(a, aFrom, bestA, b, bFrom, bestB)
        + matched(a, bestA + best, aTo, b, bestB + best, bTo);
  }
}
