package dev.reeve.cli;

import dev.reeve.cli.LinksCheckCommand.Suggest;
import dev.reeve.cli.LinksCheckCommand.Switch;
import dev.reeve.engine.links.CheckScope;
import java.io.BufferedWriter;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * {@code reeve links check} as it is usually said, without the library that reads command lines:
 * that takes as long to begin as the check of a small workspace. Whatever is not one of these words
 * is left to the library, and means the same there.
 */
public final class QuickCheck {
  private QuickCheck() {}

  /** The exit code; null when nothing was done, because the command line says more than this. */
  public static @Nullable Integer run(String... args) {
    LinksCheckCommand check = read(args);
    if (check == null) {
      return null;
    }
    check.streams =
        new EngineCommand.Streams(
            writer(System.out, "sun.stdout.encoding"), writer(System.err, "sun.stderr.encoding"));
    try {
      return check.call();
    } catch (Exception e) {
      return Failures.own(e, new Output(check.out(), check.json), check.err());
    } finally {
      check.out().flush();
      check.err().flush();
    }
  }

  /** In the encoding that the library takes. */
  private static PrintWriter writer(PrintStream stream, String property) {
    String name = System.getProperty(property);
    Charset charset = Charset.defaultCharset();
    try {
      charset = name == null ? charset : Charset.forName(name);
    } catch (IllegalCharsetNameException | UnsupportedCharsetException unknown) {
      charset = Charset.defaultCharset();
    }
    return new PrintWriter(new BufferedWriter(new OutputStreamWriter(stream, charset)), false);
  }

  /** The command with its options; null when anything else is said. */
  static @Nullable LinksCheckCommand read(String... args) {
    if (args.length < 2 || !args[0].equals("links") || !args[1].equals("check")) {
      return null;
    }
    LinksCheckCommand check = new LinksCheckCommand();
    Set<String> said = new HashSet<>();
    for (int i = 2; i < args.length; i++) {
      if (!said.add(args[i])) {
        return null;
      }
      if (args[i].equals("--json")) {
        check.json = true;
      } else if (++i == args.length || !isTaken(check, args[i - 1], args[i])) {
        return null;
      }
    }
    return check;
  }

  private static boolean isTaken(LinksCheckCommand check, String option, String value) {
    return switch (option) {
      case "--workspace" -> set(folder(value), it -> check.folder = it);
      case "--mode" -> set(one(CheckScope.Mode.values(), value), it -> check.mode = it);
      case "--code-spans" -> set(one(Switch.values(), value), it -> check.codeSpans = it);
      case "--format" -> set(one(LinkFormat.values(), value), it -> check.format = it);
      case "--suggest" -> set(one(Suggest.values(), value), it -> check.suggest = it);
      default -> false;
    };
  }

  private static <T> boolean set(@Nullable T value, Consumer<T> field) {
    if (value == null) {
      return false;
    }
    field.accept(value);
    return true;
  }

  private static <E extends Enum<E>> @Nullable E one(E[] all, String value) {
    for (E each : all) {
      if (each.name().toLowerCase(Locale.ROOT).equals(value)) {
        return each;
      }
    }
    return null;
  }

  /** A word that begins with a sign may mean something to the library. */
  private static @Nullable Path folder(String value) {
    if (value.isEmpty() || "-@\"'".indexOf(value.charAt(0)) >= 0) {
      return null;
    }
    try {
      return Path.of(value);
    } catch (InvalidPathException e) {
      return null;
    }
  }
}
