package dev.reeve.console.tour;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.reeve.console.SampleData;
import dev.reeve.console.fx.Drawer;
import dev.reeve.console.fx.Sparkline;
import dev.reeve.console.fx.Texts;
import dev.reeve.console.shell.ShellWindow;
import dev.reeve.console.tour.TourWindow.Content;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.TraversalDirection;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.ComboBoxBase;
import javafx.scene.control.Control;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.IndexedCell;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListView;
import javafx.scene.control.ScrollBar;
import javafx.scene.control.TableView;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.text.Text;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What holds for every pane, tab and drawer that the rail leads to, also for new ones. */
final class EveryPaneTest {
  private static final double LEAST = 24;

  private static TourWindow open(Look.Size size) {
    var session = SampleData.session();
    return TourWindow.open(
        new Look(Look.Theme.LIGHT, size),
        session.clock(),
        true,
        screen -> {
          ShellWindow shell = ShellWindow.open(session, screen, () -> {});
          return new Content(shell.root(), shell::close);
        });
  }

  /**
   * What is looked for at every stop, and in which windows. One walk through a window serves all
   * that is looked for in it, but for the focus, which a look moves.
   */
  private enum Check {
    NAMES(EveryPaneTest::nameless, Look.Size.NORMAL),
    PRIMARY(EveryPaneTest::notOnePrimary, Look.Size.NORMAL),
    HIT_AREAS(EveryPaneTest::small, Look.Size.NORMAL),
    CLIPPED(EveryPaneTest::clipped, Look.Size.LARGE),
    SHORTENED(EveryPaneTest::shortened, Look.Size.LARGE, Look.Size.NORMAL),
    COVERED(EveryPaneTest::covered, Look.Size.NORMAL, Look.Size.LOW),
    OVERLAPS(EveryPaneTest::overlaps, Look.Size.values()),
    SIDEWAYS(EveryPaneTest::sideways, Look.Size.values());

    final BiFunction<TourWindow, String, List<String>> look;
    final Set<Look.Size> sizes;

    Check(BiFunction<TourWindow, String, List<String>> look, Look.Size... sizes) {
      this.look = look;
      this.sizes = Set.of(sizes);
    }
  }

  private static final Map<Look.Size, Map<Check, List<String>>> FOUND =
      new EnumMap<>(Look.Size.class);

  private static void nothingIsWrong(Check check) {
    for (Look.Size size : check.sizes) {
      assertEquals(
          List.of(), FOUND.computeIfAbsent(size, EveryPaneTest::look).get(check), size.text());
    }
  }

  private static Map<Check, List<String>> look(Look.Size size) {
    Map<Check, List<String>> found = new EnumMap<>(Check.class);
    walk(
        size,
        (window, stop) -> {
          for (Check check : Check.values()) {
            if (check.sizes.contains(size)) {
              found
                  .computeIfAbsent(check, none -> new ArrayList<>())
                  .addAll(check.look.apply(window, stop));
            }
          }
        });
    found.replaceAll((check, all) -> all.stream().distinct().toList());
    return found;
  }

  /** Visits on the screen's thread every tab and drawer tab of every pane. */
  private static void walk(Look.Size size, BiConsumer<TourWindow, String> visit) {
    try (TourWindow window = open(size)) {
      for (String place : window.operator().places()) {
        window.operator().press(place);
        List<String> tabs = window.operator().tabs();
        for (String tab : tabs.isEmpty() ? List.of(place) : tabs) {
          window.operator().press(tab);
          window.operator().selectFirstConcern();
          Headless.run(() -> visit.accept(window, tab));
          for (String page : window.operator().drawerTabs()) {
            window.operator().press(page);
            Headless.run(() -> visit.accept(window, tab + " " + page));
          }
          window.operator().tidy();
        }
      }
    }
  }

  /** The same for one thing alone, each finding only once. */
  private static List<String> wrong(
      Look.Size size, BiFunction<TourWindow, String, List<String>> look) {
    List<String> found = new ArrayList<>();
    walk(size, (window, stop) -> found.addAll(look.apply(window, stop)));
    return found.stream().distinct().toList();
  }

  private static Stream<Node> shown(Node node) {
    if (!node.isVisible()) {
      return Stream.empty();
    }
    return node instanceof Parent parent
        ? Stream.concat(
            Stream.of(node),
            parent.getChildrenUnmodifiable().stream().flatMap(EveryPaneTest::shown))
        : Stream.of(node);
  }

  private static boolean isControl(Node node) {
    return node instanceof ButtonBase
        || node instanceof TextInputControl
        || node instanceof TableView<?>
        || node instanceof ListView<?>
        || node instanceof ComboBoxBase<?>;
  }

  private static Stream<Node> controls(TourWindow window) {
    return shown(window.root()).filter(EveryPaneTest::isControl).filter(Node::isManaged);
  }

  private static String named(Node node) {
    String words = node instanceof Labeled labeled ? labeled.getText() : "";
    return "%s#%s '%s'".formatted(node.getClass().getSimpleName(), node.getId(), words);
  }

  @Test
  @DisplayName("Every control has an id, for tests and captures, and a name, for screen readers")
  void everyControlHasAnIdAndAName() {
    nothingIsWrong(Check.NAMES);
  }

  private static List<String> nameless(TourWindow window, String tab) {
    return controls(window)
        .filter(node -> node.getId() == null || name(node).isBlank())
        .map(node -> tab + ": " + named(node))
        .toList();
  }

  private static String name(Node node) {
    if (node.getAccessibleText() != null) {
      return node.getAccessibleText();
    }
    if (node instanceof TextInputControl field) {
      return Objects.toString(field.getPromptText(), "");
    }
    return node instanceof Labeled labeled ? Objects.toString(labeled.getText(), "") : "";
  }

  @Test
  @DisplayName("Each pane has exactly one primary button")
  void onePrimaryButton() {
    nothingIsWrong(Check.PRIMARY);
  }

  private static List<String> notOnePrimary(TourWindow window, String tab) {
    List<String> primary =
        controls(window)
            .filter(node -> node.getStyleClass().contains("primary"))
            .map(EveryPaneTest::named)
            .toList();
    return primary.size() == 1 ? List.of() : List.of(tab + ": " + primary);
  }

  @Test
  @DisplayName("Whatever can be pressed is at least 24 x 24 px")
  void hitAreasAreLargeEnough() {
    nothingIsWrong(Check.HIT_AREAS);
  }

  private static List<String> small(TourWindow window, String tab) {
    return controls(window)
        .filter(node -> !(node instanceof Hyperlink)) // words within text
        .filter(
            node ->
                node.getLayoutBounds().getWidth() < LEAST
                    || node.getLayoutBounds().getHeight() < LEAST)
        .map(
            node ->
                "%s: %s is %.0f x %.0f"
                    .formatted(
                        tab,
                        named(node),
                        node.getLayoutBounds().getWidth(),
                        node.getLayoutBounds().getHeight()))
        .toList();
  }

  @Test
  @DisplayName("Tab goes through the window as one reads: region by region, line by line")
  void theFocusFollowsTheReading() {
    assertEquals(List.of(), wrong(Look.Size.NORMAL, EveryPaneTest::jumps));
  }

  private static final List<String> REGIONS =
      List.of(
          "title-row",
          "rail",
          "pane-header",
          "figures",
          "filter-row",
          "problem-strip",
          "table-view",
          "drawer",
          "status-bar");

  private static int region(Node node) {
    for (Node each = node; each != null; each = each.getParent()) {
      for (String style : each.getStyleClass()) {
        if (REGIONS.contains(style)) {
          return REGIONS.indexOf(style);
        }
      }
    }
    return -1;
  }

  private static List<String> jumps(TourWindow window, String tab) {
    List<String> jumps = new ArrayList<>();
    Node first = shown(window.root()).filter(Node::isFocusTraversable).findFirst().orElseThrow();
    first.requestFocus();
    Node before = first;
    for (int i = 0; i < 60; i++) {
      before.requestFocusTraversal(TraversalDirection.NEXT);
      Node now = Objects.requireNonNull(window.root().getScene().getFocusOwner());
      if (now == first) {
        break;
      }
      if (region(now) >= 0 && region(before) >= 0 && !follows(before, now)) {
        jumps.add(tab + ": from " + named(before) + " to " + named(now));
      }
      before = now;
    }
    return jumps;
  }

  private static boolean follows(Node before, Node now) {
    if (region(before) != region(now)) {
      return region(before) < region(now);
    }
    Bounds from = before.localToScene(before.getLayoutBounds());
    Bounds to = now.localToScene(now.getLayoutBounds());
    boolean sameLine = to.getMinY() < from.getMaxY() && from.getMinY() < to.getMaxY();
    return sameLine ? to.getMinX() >= from.getMinX() : to.getMinY() >= from.getMinY();
  }

  @Test
  @DisplayName("At twice the text size no text leaves its place or the window")
  void noTextIsClipped() {
    nothingIsWrong(Check.CLIPPED);
  }

  @Test
  @DisplayName("Where a text ends in dots, at any size, the tooltip gives the whole")
  void whatIsShortenedIsToldInWhole() {
    nothingIsWrong(Check.SHORTENED);
  }

  private static Stream<Labeled> texts(TourWindow window) {
    return shown(window.root())
        .filter(node -> node instanceof Labeled)
        .map(Labeled.class::cast)
        .filter(label -> label.getText() != null && !label.getText().isEmpty())
        .filter(label -> label.getWidth() > 0 && !isScrolledAway(label));
  }

  /** Rows and lists keep cells that are not on screen; what scrolls may lie in what scrolls. */
  private static boolean isScrolledAway(Node node) {
    for (Node each = node; each != null; each = each.getParent()) {
      boolean clips =
          each.getStyleClass().contains("clipped-container")
              || each.getStyleClass().contains("viewport");
      if (clips
          && !each.localToScene(each.getLayoutBounds())
              .contains(node.localToScene(node.getLayoutBounds()))) {
        return true;
      }
    }
    return false;
  }

  private static List<String> clipped(TourWindow window, String tab) {
    double width = window.root().getScene().getWidth();
    double height = window.root().getScene().getHeight();
    return texts(window)
        .filter(label -> label.lookup(".text") instanceof Text text && text.isVisible())
        .filter(
            label -> {
              Text text = (Text) label.lookup(".text");
              Bounds words = text.localToScene(text.getLayoutBounds());
              Bounds place = label.localToScene(label.getLayoutBounds());
              return words.getMinX() < place.getMinX() - 1
                  || words.getMaxX() > place.getMaxX() + 1
                  || words.getMinY() < place.getMinY() - 1
                  || words.getMaxY() > place.getMaxY() + 1
                  || words.getMaxX() > width
                  || words.getMaxY() > height;
            })
        .map(label -> tab + ": " + named(label))
        .toList();
  }

  @Test
  @DisplayName("No text lies below or above a control, in a low window either")
  void nothingOverlaps() {
    nothingIsWrong(Check.COVERED);
  }

  private static List<String> covered(TourWindow window, String tab) {
    List<Node> controls = controls(window).filter(node -> !(node instanceof Labeled)).toList();
    List<String> found = new ArrayList<>();
    texts(window)
        .filter(label -> label.lookup(".text") instanceof Text)
        .forEach(
            label -> {
              Node text = label.lookup(".text");
              Bounds words = text.localToScene(text.getLayoutBounds());
              for (Node control : controls) {
                Bounds place = control.localToScene(control.getLayoutBounds());
                if (!isWithin(label, control)
                    && words.getMaxY() - 2 > place.getMinY()
                    && words.getMinY() + 2 < place.getMaxY()
                    && words.getMaxX() - 2 > place.getMinX()
                    && words.getMinX() + 2 < place.getMaxX()) {
                  found.add(tab + ": " + named(label) + " and " + named(control));
                }
              }
            });
    return found;
  }

  @Test
  @DisplayName("What stands in titles, bars and rows above a table never lies on anything else")
  void barsDoNotOverlap() {
    nothingIsWrong(Check.OVERLAPS);
    Texts.speak(Locale.GERMAN);
    try {
      assertEquals(List.of(), wrong(Look.Size.LARGE, EveryPaneTest::overlaps), "German");
    } finally {
      Texts.speak(Locale.ENGLISH);
    }
  }

  private static final List<String> BARS =
      List.of("title-row", "pane-header", "figures", "filter-row", "group-actions", "status-bar");

  private static List<String> overlaps(TourWindow window, String tab) {
    List<Node> parts =
        Stream.concat(
                shown(window.root())
                    .filter(node -> node.getStyleClass().stream().anyMatch(BARS::contains))
                    .flatMap(EveryPaneTest::parts),
                shown(window.root())
                    .filter(node -> node instanceof TableView<?> || node instanceof Drawer))
            .filter(node -> node.getLayoutBounds().getWidth() > 0)
            .distinct()
            .toList();
    List<String> found = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      Bounds one = parts.get(i).localToScene(parts.get(i).getLayoutBounds());
      for (Node each : parts.subList(i + 1, parts.size())) {
        Bounds other = each.localToScene(each.getLayoutBounds());
        if (one.getMaxX() - 1 > other.getMinX()
            && other.getMaxX() - 1 > one.getMinX()
            && one.getMaxY() - 1 > other.getMinY()
            && other.getMaxY() - 1 > one.getMinY()) {
          found.add(
              "%s: %s and %s by %.0f x %.0f"
                  .formatted(
                      tab,
                      named(parts.get(i)),
                      named(each),
                      Math.min(one.getMaxX(), other.getMaxX())
                          - Math.max(one.getMinX(), other.getMinX()),
                      Math.min(one.getMaxY(), other.getMaxY())
                          - Math.max(one.getMinY(), other.getMinY())));
        }
      }
    }
    return found;
  }

  /** What cannot be taken apart: controls and drawings. */
  private static Stream<Node> parts(Node node) {
    if (!node.isVisible() || !node.isManaged()) {
      return Stream.empty();
    }
    return node instanceof Control || !(node instanceof Parent parent) || node instanceof Sparkline
        ? Stream.of(node)
        : parent.getChildrenUnmodifiable().stream().flatMap(EveryPaneTest::parts);
  }

  private static boolean isWithin(Node node, Node outer) {
    for (Node each = node; each != null; each = each.getParent()) {
      if (each == outer) {
        return true;
      }
    }
    return false;
  }

  private static List<String> shortened(TourWindow window, String tab) {
    return texts(window)
        .filter(label -> label.lookup(".text") instanceof Text text && text.isVisible())
        .filter(
            label -> ((Text) label.lookup(".text")).getText().length() < label.getText().length())
        .filter(label -> !isTold(label) && !isAge(label))
        .map(
            label ->
                "%s: %s reads '%s'"
                    .formatted(tab, named(label), ((Text) label.lookup(".text")).getText()))
        .toList();
  }

  /** An age or a countdown that is cut says so much less exactly; the drawer has the time. */
  private static boolean isAge(Labeled label) {
    return label.getStyleClass().contains("number-cell")
        && label.getClass().getSimpleName().equals("TickingCell");
  }

  private static boolean isTold(Labeled label) {
    for (Node each = label; each != null; each = each.getParent()) {
      Tooltip tooltip = each instanceof Control control ? control.getTooltip() : null;
      if (tooltip != null && tooltip.getText() != null && !tooltip.getText().isBlank()) {
        return true;
      }
      if (each instanceof IndexedCell<?> || each instanceof ToggleButton) {
        return each.getProperties().containsKey("javafx.scene.control.Tooltip");
      }
    }
    return false;
  }

  @Test
  @DisplayName("Nothing scrolls sideways, at any size")
  void nothingScrollsSideways() {
    nothingIsWrong(Check.SIDEWAYS);
  }

  private static List<String> sideways(TourWindow window, String tab) {
    return shown(window.root())
        .filter(
            node ->
                node instanceof ScrollBar bar
                    && bar.getOrientation() == javafx.geometry.Orientation.HORIZONTAL)
        .map(node -> tab)
        .toList();
  }
}
