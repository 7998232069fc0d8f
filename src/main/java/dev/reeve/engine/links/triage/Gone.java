package dev.reeve.engine.links.triage;

import dev.reeve.engine.links.Category;
import dev.reeve.engine.links.LinkScan;
import dev.reeve.engine.links.ParsedDocument;
import dev.reeve.engine.links.Reference;
import dev.reeve.engine.links.triage.Decision.Key;
import dev.reeve.engine.workspace.EngineException;
import dev.reeve.engine.workspace.EngineException.Kind;

/** Says why a decision has nothing to do any more: the one cause that a scan shows. */
final class Gone {
  static final String CODE = "GONE";

  private Gone() {}

  /**
   * @param there whether the document is
   */
  static EngineException of(Decision decision, LinkScan scan, boolean there) {
    Decision.Link link = decision.link();
    return EngineException.of(
            Kind.CONFLICT,
            CODE,
            link.sourceFile()
                + ":"
                + link.line()
                + " is left alone: "
                + (there ? cause(link, scan) : "the document is not there any more")
                + ".")
        .with(
            there ? "The document stays as it is." : "Nothing was changed.",
            "Nothing is left to do.");
  }

  private static String cause(Decision.Link link, LinkScan scan) {
    ParsedDocument document = scan.state().document(link.sourceFile()).orElse(null);
    if (document == null) {
      return "the document cannot be read";
    }
    boolean broken =
        scan.report().findings().stream()
            .filter(each -> TriageRow.DECIDABLE.contains(each.reason()))
            .anyMatch(each -> Key.of(each).equals(link.key()));
    Reference same =
        document.references().stream()
            .filter(each -> each.kind() == link.kind())
            .filter(each -> each.rawTarget().equals(link.rawTarget()))
            .findFirst()
            .orElse(null);
    if (same == null || broken) { // of several equal links one is enough less
      return "the document does not hold this link any more";
    }
    return scan.state().judge(link.sourceFile(), same) == Category.OK
        ? "the link leads somewhere by now, so it is not broken any more"
        : "a rule takes this link by now";
  }
}
