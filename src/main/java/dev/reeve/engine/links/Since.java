package dev.reeve.engine.links;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a change broke: findings in documents that the change wrote, and in others those that led
 * somewhere before it. Blocks while it reads the commit; for one thread. Source: {@code
 * docs/reference/links.md}.
 */
public final class Since {
  private final CheckedTree now;
  private final CommitTree before;
  private final PathIndex index;
  private final Resolver resolver;
  private final Map<String, Boolean> changed = new HashMap<>();

  /**
   * @param now what was checked
   * @param before the commit that the change began with
   * @param settings those of the check, for what a target means
   */
  public Since(CheckedTree now, CommitTree before, LinkSettings settings) {
    this.now = now;
    this.before = before;
    this.index = before.index();
    this.resolver =
        new Resolver(
            index, new Fragments(index, new Documents(before, settings.extraction())), settings);
  }

  /** Those of the findings, in their order, that the change brought. */
  public List<Finding> broke(List<Finding> findings) {
    List<Finding> out = new ArrayList<>();
    for (Finding each : findings) {
      if (changed.computeIfAbsent(each.sourceFile(), this::isChanged) || ledSomewhere(each)) {
        out.add(each);
      }
    }
    return out;
  }

  private boolean isChanged(String document) {
    try {
      return before.isOther(document, now);
    } catch (IOException unreadable) {
      return true;
    }
  }

  private static boolean isGone(Category reason) {
    return reason == Category.MISSING_DOCUMENT || reason == Category.STUB_BROKEN;
  }

  private boolean ledSomewhere(Finding finding) {
    if (finding.kind() == ReferenceKind.DOCUMENT) {
      return isGone(finding.reason()) && index.isFile(finding.sourceFile());
    }
    if (finding.reason() == Category.EXTERNAL_BROKEN) {
      return false; // another server changed, not this tree
    }
    Category was =
        resolver.judge(
            finding.sourceFile(),
            new Reference(
                finding.kind(),
                finding.words(),
                finding.rawTarget(),
                finding.target(),
                finding.position(),
                finding.uses()));
    return was == Category.OK || was == Category.EXTERNAL_URL;
  }
}
