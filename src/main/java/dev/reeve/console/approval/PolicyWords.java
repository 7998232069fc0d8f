package dev.reeve.console.approval;

import dev.reeve.console.fx.Formats;
import dev.reeve.console.fx.Texts;
import dev.reeve.engine.workspace.Sha256;

/** What a policy is called for people. */
public final class PolicyWords {
  private PolicyWords() {}

  /** A workspace without a policy of its own has the one that is built in, of which no file is. */
  public static String of(String hash) {
    return hash.equals(Sha256.EMPTY)
        ? Texts.get("approval.identity.built-in")
        : Texts.get("approval.identity.policy", Formats.hash(hash));
  }
}
