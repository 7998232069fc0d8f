package dev.reeve.engine.links.web;

/**
 * What became of asking for a web address. Immutable. Source: {@code docs/reference/links.md}.
 *
 * @param why what the server said or did, in a few words
 */
public record WebAnswer(Status status, String why) {
  /** What is known of an address. */
  public enum Status {
    /** Something is there. */
    REACHABLE,
    /** Its server says that nothing is there: 404 or 410. */
    BROKEN,
    /** Neither can be said: no answer in time, no leave to ask, or trouble of the server. */
    UNKNOWN
  }

  static WebAnswer unknown(String why) {
    return new WebAnswer(Status.UNKNOWN, why);
  }

  /** By the code of the last answer. */
  static WebAnswer of(int code) {
    return switch (code) {
      case 404, 410 -> new WebAnswer(Status.BROKEN, String.valueOf(code));
      default ->
          code / 100 == 2
              ? new WebAnswer(Status.REACHABLE, String.valueOf(code))
              : unknown(code / 100 == 3 ? "redirected without end" : String.valueOf(code));
    };
  }
}
