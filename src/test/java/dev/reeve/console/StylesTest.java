package dev.reeve.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Colours live in the tokens only, and their pairs can be read. */
final class StylesTest {
  private static final Path FOLDER = Path.of("styles");
  private static final Pattern HEX = Pattern.compile("#[0-9a-fA-F]{3,8}\\b|rgba?\\(");
  private static final Pattern TOKEN = Pattern.compile("(-rv-[a-z-]+): (#[0-9a-f]{6});");
  private static final Pattern OPACITY = Pattern.compile("-fx-opacity: ([0-9.]+)");
  private static final List<String> SURFACES =
      List.of("-rv-base", "-rv-panel", "-rv-hover", "-rv-selected");

  private static Map<String, String> tokens(String theme) throws IOException {
    Map<String, String> tokens = new TreeMap<>();
    Matcher matcher = TOKEN.matcher(Files.readString(FOLDER.resolve("tokens-" + theme + ".css")));
    while (matcher.find()) {
      tokens.put(matcher.group(1), matcher.group(2));
    }
    return tokens;
  }

  private static double contrast(String one, String other) {
    double a = luminance(one);
    double b = luminance(other);
    return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
  }

  private static double luminance(String hex) {
    double[] channels = new double[3];
    for (int i = 0; i < 3; i++) {
      double value = Integer.parseInt(hex.substring(1 + 2 * i, 3 + 2 * i), 16) / 255.0;
      channels[i] = value <= 0.03928 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
    }
    return 0.2126 * channels[0] + 0.7152 * channels[1] + 0.0722 * channels[2];
  }

  @Test
  void colourValuesStandInTheTokensOnly() throws IOException {
    try (Stream<Path> sheets = Files.list(FOLDER)) {
      for (Path sheet : sheets.toList()) {
        boolean tokens = sheet.getFileName().toString().startsWith("tokens-");
        assertEquals(tokens, HEX.matcher(Files.readString(sheet)).find(), sheet.toString());
      }
    }
  }

  @Test
  void allThemesNameTheSameRoles() throws IOException {
    assertEquals(tokens("light").keySet(), tokens("dark").keySet());
    assertEquals(tokens("light").keySet(), tokens("contrast").keySet());
  }

  @Test
  void everyRoleThatASheetNamesIsAToken() throws IOException {
    Map<String, String> known = tokens("light");
    Pattern use = Pattern.compile("-rv-[a-z-]+");
    try (Stream<Path> sheets = Files.list(FOLDER)) {
      for (Path sheet : sheets.toList()) {
        Matcher matcher = use.matcher(Files.readString(sheet));
        while (matcher.find()) {
          String role = matcher.group();
          assertTrue(
              known.containsKey(role) || role.startsWith("-rv-badge"), sheet + " names " + role);
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"light", "dark", "contrast"})
  void textCanBeReadOnEverySurface(String theme) throws IOException {
    Map<String, String> token = tokens(theme);
    for (String surface : SURFACES) {
      for (String text :
          List.of("-rv-text", "-rv-muted", "-rv-run", "-rv-wait", "-rv-ok", "-rv-bad")) {
        atLeast(4.5, token, text, surface);
      }
      for (String control : List.of("-rv-edge", "-rv-focus", "-rv-need-solid", "-rv-idle")) {
        atLeast(3, token, control, surface);
      }
    }
    for (String surface : List.of("-rv-base", "-rv-panel")) { // where main buttons stand
      atLeast(3, token, "-rv-button-main", surface);
      atLeast(3, token, "-rv-button-danger", surface);
    }
    for (String hue : List.of("idle", "run", "wait", "ok", "bad")) {
      atLeast(4.5, token, "-rv-" + hue, "-rv-" + hue + "-tint");
    }
    atLeast(4.5, token, "-rv-text", "-rv-bad-tint");
    atLeast(4.5, token, "-rv-need", "-rv-need-solid");
    atLeast(4.5, token, "-rv-on-button", "-rv-button-main");
    atLeast(4.5, token, "-rv-on-button", "-rv-button-danger");
    for (String main : List.of("-rv-button-main", "-rv-button-danger")) {
      String pale = main + "-pale"; // the one button of its place while it cannot be pressed
      atLeast(4.5, token, "-rv-muted", pale);
      atLeast(1.8, token, main, pale);
      for (String around : List.of("-rv-base", "-rv-panel")) {
        atLeast(1.2, token, around, pale);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"light", "dark", "contrast"})
  void rowsThatAreDimmedCanStillBeRead(String theme) throws IOException {
    Map<String, String> token = tokens(theme);
    String sheet = Files.readString(FOLDER.resolve("tables.css"));
    double shown =
        OPACITY
            .matcher(sheet)
            .results()
            .mapToDouble(m -> Double.parseDouble(m.group(1)))
            .min()
            .orElse(1);
    for (String surface : SURFACES) {
      atLeast(4.5, dimmed(token, shown), "-rv-muted", surface);
    }
    for (String hue : List.of("idle", "run", "wait", "ok", "bad")) {
      atLeast(4.5, dimmed(token, shown), "-rv-" + hue, "-rv-" + hue + "-tint");
      atLeast(4.5, dimmed(token, shown), "-rv-" + hue, "-rv-selected"); // outlined badges
    }
    atLeast(4.5, dimmed(token, shown), "-rv-need", "-rv-need-solid");
  }

  /** What is seen of every colour when so much of it lies over the base. */
  private static Map<String, String> dimmed(Map<String, String> token, double shown) {
    int base = Integer.parseInt(token.get("-rv-base").substring(1), 16);
    Map<String, String> seen = new TreeMap<>();
    token.forEach(
        (role, hex) -> seen.put(role, mixed(Integer.parseInt(hex.substring(1), 16), base, shown)));
    return seen;
  }

  private static String mixed(int colour, int base, double shown) {
    int seen = 0;
    for (int shift = 16; shift >= 0; shift -= 8) {
      double channel = shown * (colour >> shift & 255) + (1 - shown) * (base >> shift & 255);
      seen |= (int) Math.round(channel) << shift;
    }
    return "#%06x".formatted(seen);
  }

  @Test
  void highContrastHasNoTintsAndReadsAtSevenToOne() throws IOException {
    Map<String, String> token = tokens("contrast");
    for (String hue : List.of("idle", "run", "wait", "ok", "bad")) {
      assertEquals(token.get("-rv-base"), token.get("-rv-" + hue + "-tint"), hue);
      atLeast(7, token, "-rv-" + hue, "-rv-base");
    }
    for (String surface : SURFACES) {
      atLeast(7, token, "-rv-text", surface);
      atLeast(7, token, "-rv-edge", surface);
    }
    atLeast(7, token, "-rv-muted", "-rv-button-main-pale");
    atLeast(7, token, "-rv-muted", "-rv-button-danger-pale");
  }

  private static void atLeast(double ratio, Map<String, String> token, String text, String on) {
    double found = contrast(token.get(text), token.get(on));
    assertTrue(found >= ratio, "%s on %s is %.2f:1".formatted(text, on, found));
  }
}
