package dev.reeve.engine.registry.describe;

import dev.reeve.engine.registry.Described;
import dev.reeve.engine.registry.Described.Status;
import dev.reeve.engine.registry.Describer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Describes contents, each on a thread of its own that is given up when it takes too long. Whatever
 * a parser does with a content, the answer is a status. Safe on any thread; blocks. Source: {@code
 * docs/reference/descriptors.md}.
 */
public final class Extraction implements Describer {
  private static final Logger LOG = LoggerFactory.getLogger(Extraction.class);
  private static final Duration LIMIT = Duration.ofSeconds(10);

  /** A parser that looks at its deadline may say so itself, a little later. */
  private static final Duration GRACE = Duration.ofMillis(500);

  private final Languages languages = new Languages();
  private final Secrets secrets = Secrets.standard();
  private final Predicate<String> exists;
  private final Duration limit;

  /**
   * @param exists whether the workspace has a file or folder at a relative path: what is imported
   *     from there is local
   */
  public Extraction(Predicate<String> exists) {
    this(exists, LIMIT);
  }

  Extraction(Predicate<String> exists, Duration limit) {
    this.exists = exists;
    this.limit = limit;
  }

  @Override
  public boolean current(@Nullable String parserId, @Nullable String parserVersion) {
    return languages.current(String.valueOf(parserId), String.valueOf(parserVersion));
  }

  @Override
  public Described describe(Content content) {
    Extractor extractor = languages.of(content);
    Facts facts = new Facts(secrets);
    Source source = new Source(content, exists, new Deadline(limit));
    FutureTask<Boolean> work =
        new FutureTask<>(
            () -> {
              extractor.extract(source, facts);
              return true;
            });
    Thread thread = Thread.ofPlatform().daemon().name("describe").start(work);
    try {
      work.get(limit.plus(GRACE).toMillis(), TimeUnit.MILLISECONDS);
      return facts.problemCount() == 0
          ? described(content, extractor, facts)
          : failed(extractor, Status.SYNTAX_ERROR, facts.problemCount(), first(facts));
    } catch (TimeoutException e) {
      thread.interrupt();
      return failed(extractor, source.deadline().exceeded());
    } catch (InterruptedException e) {
      thread.interrupt();
      Thread.currentThread().interrupt();
      throw new CancellationException("Describing " + content.path() + " was stopped.");
    } catch (ExecutionException e) {
      return failed(extractor, cause(content, e.getCause()));
    }
  }

  /** What the parser threw, as a status. */
  private static NotParsed cause(Content content, @Nullable Throwable thrown) {
    return switch (thrown) {
      case NotParsed known -> known;
      case StackOverflowError deep ->
          new NotParsed(Status.PARSER_ERROR, "It is nested too deeply for the parser.");
      case OutOfMemoryError large ->
          new NotParsed(Status.PARSER_ERROR, "It is too large for the memory of this program.");
      case LinkageError missing -> new NotParsed(Status.PARSER_ERROR, SyntaxTree.NOT_HERE);
      case null, default -> {
        LOG.warn("The parser failed on {}", content.path(), thrown);
        yield new NotParsed(Status.PARSER_ERROR, "The parser failed.");
      }
    };
  }

  private static String first(Facts facts) {
    Facts.Problem first = facts.problems().getFirst();
    return "line " + first.line() + ": " + first.message();
  }

  private static Described described(Content content, Extractor extractor, Facts facts) {
    byte[] descriptor = DescriptorJson.of(content, extractor, facts);
    return new Described(
        extractor.language(),
        Status.OK,
        extractor.parserId(),
        extractor.parserVersion(),
        0,
        null,
        List.copyOf(facts.importsLocal()),
        List.copyOf(facts.importsExternal()),
        facts.functionCount() + facts.classCount(),
        facts.entrypoints().stream().findFirst().orElse(null),
        DescriptorJson.summary(facts),
        facts.python(),
        descriptor);
  }

  private static Described failed(Extractor extractor, NotParsed why) {
    return failed(extractor, why.status(), 1, String.valueOf(why.getMessage()));
  }

  private static Described failed(Extractor extractor, Status status, int errors, String first) {
    return new Described(
        extractor.language(),
        status,
        extractor.parserId(),
        extractor.parserVersion(),
        errors,
        first,
        List.of(),
        List.of(),
        0,
        null,
        null,
        null,
        null);
  }
}
