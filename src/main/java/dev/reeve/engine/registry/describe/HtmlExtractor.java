package dev.reeve.engine.registry.describe;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.TreeSet;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;

/** Reads HTML with jsoup, as browsers do: nothing is a syntax error. Nothing is fetched. */
final class HtmlExtractor implements Extractor {
  @Override
  public String language() {
    return "html";
  }

  @Override
  public String parserId() {
    return "jsoup";
  }

  @Override
  public String parserVersion() {
    return "1.21.2/1";
  }

  @Override
  public boolean code() {
    return false;
  }

  @Override
  public void extract(Source source, Facts facts) throws NotParsed {
    PlainFile.outside(source.decoded(), facts);
    Document page = Parser.htmlParser().parseInput(source.text(), "");
    facts.summary(page.select("meta[name=description]").attr("content"));
    facts.summary(page.title());
    ArrayNode headings = facts.more().putArray("headings");
    for (Element heading : page.select("h1, h2, h3, h4, h5, h6")) {
      String text = facts.clean(heading.text());
      if (text != null && headings.size() < Facts.MOST) {
        headings.addObject().put("level", heading.normalName().charAt(1) - '0').put("text", text);
      }
    }
    page.select("script[src]").forEach(each -> used(each.attr("src"), facts));
    page.select("link[href]").forEach(each -> used(each.attr("href"), facts));
    TreeSet<String> links = new TreeSet<>();
    for (Element link : page.select("a[href]")) {
      String target = facts.clean(link.attr("href"));
      if (target != null && links.size() < Facts.MOST) {
        links.add(target);
      }
    }
    links.forEach(facts.more().putArray("links")::add);
    facts.more().put("forms", page.select("form").size());
    facts.more().put("scripts", page.select("script").size());
  }

  private static void used(String target, Facts facts) {
    if (target.matches("(?s)[A-Za-z][A-Za-z0-9+.-]+:.*|//.*")) {
      facts.importExternal(target);
    } else {
      facts.importLocal(target);
    }
  }
}
