package dev.reeve.engine.links;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.commonmark.node.SourceSpan;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.ParseSettings;
import org.jsoup.parser.Parser;
import org.jspecify.annotations.Nullable;

/**
 * Links, images and ids in a piece of HTML within Markdown. It is read without HTML's rules of
 * nesting, because blank lines and Markdown may cut it anywhere.
 */
final class HtmlParts {
  private static final Map<String, String> TARGETS = Map.of("a", "href", "img", "src");
  private static final Set<String> NOT_READ = Set.of("script", "style", "textarea", "template");
  private static final Set<String> HEADINGS = Set.of("h1", "h2", "h3", "h4", "h5", "h6");

  private final String text;
  private final Collector collector;
  private final Anchors anchors;

  HtmlParts(String text, Collector collector, Anchors anchors) {
    this.text = text;
    this.collector = collector;
    this.anchors = anchors;
  }

  /** Takes what the lines hold; they may stand behind the marks of a quote or list. */
  void read(List<SourceSpan> lines) {
    Excerpt excerpt = Excerpt.of(text, lines, collector::inSource);
    String html = excerpt.text();
    if (html.indexOf('=') < 0 && !html.contains("<h") && !html.contains("<H")) {
      return;
    }
    Parser parser = Parser.xmlParser().settings(ParseSettings.htmlDefault).setTrackPosition(true);
    Document document = parser.parseInput(html, "");
    for (Element element = document.firstElementChild(); element != null; ) {
      String tag = element.normalName();
      boolean skipped = NOT_READ.contains(tag);
      if (!skipped) {
        take(element, tag, excerpt);
      }
      element = next(element, skipped, document);
    }
  }

  private static @Nullable Element next(Element element, boolean skipChildren, Document document) {
    Element child = skipChildren ? null : element.firstElementChild();
    if (child != null) {
      return child;
    }
    for (Element at = element; at != null && at != document; at = at.parent()) {
      Element sibling = at.nextElementSibling();
      if (sibling != null) {
        return sibling;
      }
    }
    return null;
  }

  private void take(Element element, String tag, Excerpt html) {
    if (HEADINGS.contains(tag)) {
      anchors.heading(element.text());
    }
    for (String name : List.of("id", "name")) {
      if (element.hasAttr(name)) {
        anchors.named(element.attr(name));
      }
    }
    String attribute = TARGETS.get(tag);
    if (attribute != null && element.hasAttr(attribute)) {
      var range = element.attributes().sourceRange(attribute).valueRange();
      if (range.isTracked()) {
        collector.add(
            ReferenceKind.HTML,
            element.text(),
            Target.of(element.attr(attribute)),
            html.inSource(range.start().pos()),
            html.inSource(range.end().pos()));
      }
    }
  }
}
