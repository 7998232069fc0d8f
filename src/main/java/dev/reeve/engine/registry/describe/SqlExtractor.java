package dev.reeve.engine.registry.describe;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.sf.jsqlparser.JSQLParserException;
import net.sf.jsqlparser.parser.CCJSqlParserUtil;
import net.sf.jsqlparser.parser.ParseException;
import net.sf.jsqlparser.schema.Table;
import net.sf.jsqlparser.statement.Statement;
import net.sf.jsqlparser.statement.Statements;
import net.sf.jsqlparser.statement.create.table.CreateTable;
import net.sf.jsqlparser.statement.create.view.CreateView;
import net.sf.jsqlparser.util.TablesNamesFinder;

/** Reads SQL with JSqlParser: statements by kind, and the tables they make and use. */
final class SqlExtractor implements Extractor {
  private static final Pattern LINE = Pattern.compile("line (\\d{1,9})");
  private static final Pattern FIRST_COMMENT =
      Pattern.compile("\\A\\s*(--[^\\n]*|/\\*.{0,2000}?\\*/)", Pattern.DOTALL);

  @Override
  public String language() {
    return "sql";
  }

  @Override
  public String parserId() {
    return "jsqlparser";
  }

  @Override
  public String parserVersion() {
    return "5.4/1";
  }

  @Override
  public void extract(Source source, Facts facts) throws NotParsed {
    PlainFile.outside(source.decoded(), facts);
    String text = source.text();
    Matcher comment = FIRST_COMMENT.matcher(text);
    if (comment.find()) {
      facts.summary(Comments.summary(comment.group(1)));
    }
    if (text.isBlank()) {
      return;
    }
    Statements statements;
    try {
      statements = CCJSqlParserUtil.parseStatements(text);
    } catch (JSQLParserException e) {
      source.deadline().check();
      facts.problem(line(e), "no SQL that the parser knows");
      return;
    }
    Map<String, Integer> kinds = new TreeMap<>();
    TreeSet<String> tables = new TreeSet<>();
    for (Statement statement : statements) {
      source.deadline().check();
      String kind = statement.getClass().getSimpleName().replaceAll("(?<=.)(?=[A-Z])", "_");
      kinds.merge(kind.toLowerCase(Locale.ROOT), 1, Integer::sum);
      made(statement, facts);
      used(statement, tables);
    }
    ObjectNode counts = facts.more().putObject("statements");
    kinds.forEach(counts::put);
    var names = facts.more().putArray("tables");
    tables.stream()
        .limit(Facts.MOST)
        .map(facts::clean)
        .filter(java.util.Objects::nonNull)
        .forEach(names::add);
  }

  private static void made(Statement statement, Facts facts) {
    Table made =
        switch (statement) {
          case CreateTable table -> table.getTable();
          case CreateView view -> view.getView();
          default -> null;
        };
    if (made != null) {
      facts.type(made.getFullyQualifiedName(), 1, java.util.List.of());
    }
  }

  private static void used(Statement statement, TreeSet<String> tables) {
    try {
      tables.addAll(new TablesNamesFinder<Void>().getTables(statement));
    } catch (UnsupportedOperationException e) {
      // statements that name no table
    }
  }

  /** The message quotes the text, so only the line is taken from it. */
  private static int line(JSQLParserException e) {
    if (e.getCause() instanceof ParseException parse && parse.currentToken != null) {
      return parse.currentToken.next == null
          ? parse.currentToken.beginLine
          : parse.currentToken.next.beginLine;
    }
    Matcher m = LINE.matcher(String.valueOf(e.getMessage()));
    return m.find() ? Integer.parseInt(m.group(1)) : 1;
  }
}
