package dev.reeve.console.links;

import dev.reeve.console.fx.Command;
import dev.reeve.console.fx.Screen;
import dev.reeve.console.fx.Texts;
import dev.reeve.engine.links.triage.TriageView;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import javafx.beans.binding.Bindings;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.value.ObservableValue;
import org.jspecify.annotations.Nullable;

/** What can be done in the Doc links pane. Screen thread. */
public final class LinkCommands {
  private static final int MOST_CANDIDATES = 9;
  private static final int RECENT = 5;

  private final LinksViewModel model;
  private final TriageView triage;
  private final Screen screen;
  private final BulkDecisions bulk;

  LinkCommands(LinksViewModel model, TriageView triage) {
    this.model = model;
    this.triage = triage;
    this.screen = model.list().screen();
    this.bulk = new BulkDecisions(model);
  }

  private static Command of(String key, String keys, Runnable act) {
    return Command.of(Texts.get(key), keys, always(), act);
  }

  /** One for each: whoever listens to it would live as long as it. */
  private static ObservableValue<String> always() {
    return new SimpleStringProperty("");
  }

  /** Takes the highlighted candidate, or stages the decision being made. */
  public Command accept() {
    DecisionDraft draft = model.decisions().draft();
    ObservableValue<String> text =
        Bindings.createStringBinding(
            () -> LinkNames.act(draft.kind(), model.cursor().targets().size()),
            model.list().selected(),
            model.knownProperty(),
            draft.makingProperty());
    ObservableValue<String> whyNot =
        Bindings.createStringBinding(
            model.decisions()::nothingToTake,
            model.list().selected(),
            model.knownProperty(),
            model.candidates().candidates(),
            model.candidates().highlightedProperty(),
            draft.makingProperty());
    return new Command(text, "Enter", whyNot, model.decisions()::confirm);
  }

  /** Takes a candidate by its number. */
  public List<Command> numbers() {
    return IntStream.rangeClosed(1, MOST_CANDIDATES)
        .mapToObj(
            n ->
                Command.of(
                    Texts.get("links.action.accept-n", n),
                    String.valueOf(n),
                    always(),
                    () -> model.decisions().accept(n)))
        .toList();
  }

  /** A redirect at the old place. */
  public Command stub() {
    return kind("links.action.stub", "S", DecisionDraft.Kind.STUB);
  }

  /** Another target. */
  public Command manual() {
    return kind("links.action.manual", "M", DecisionDraft.Kind.MANUAL);
  }

  /** It points on purpose to what is gone. */
  public Command historical() {
    return kind("links.action.historical", "H", DecisionDraft.Kind.HISTORICAL);
  }

  /** It is no reference to a file. */
  public Command ignore() {
    return kind("links.action.ignore", "I", DecisionDraft.Kind.IGNORE);
  }

  /** Not now. */
  public Command later() {
    return about("links.action.later", "U", model.decisions()::later, null);
  }

  private Command kind(String key, String keys, DecisionDraft.Kind kind) {
    return about(key, keys, () -> model.decisions().begin(kind), kind);
  }

  private Command about(String key, String keys, Runnable act, DecisionDraft.@Nullable Kind kind) {
    ObservableValue<String> whyNot =
        Bindings.createStringBinding(
            () ->
                model.cursor().targets().isEmpty()
                    ? Texts.get("links.why-not.no-link")
                    : kind == null ? "" : model.decisions().whyNot(kind),
            model.list().selected(),
            model.knownProperty());
    return Command.of(Texts.get(key), keys, whyNot, act);
  }

  /** Takes the newest step back. */
  public Command undo() {
    ObservableValue<String> whyNot =
        model
            .knownProperty()
            .map(now -> now == null || now.undoable() == 0 ? Texts.get("links.why-not.undo") : "")
            .orElse(Texts.get("links.why-not.undo"));
    return Command.of(Texts.get("links.action.undo"), "Z", whyNot, model.decisions()::undo);
  }

  /** The same by the key that it has in every window. */
  public Command undoToo() {
    Command undo = undo();
    return new Command(undo.text(), "Ctrl+Z", undo.whyNot(), undo.action());
  }

  /** To the next row. */
  public Command next() {
    return of("links.action.next", "J", () -> model.cursor().step(1));
  }

  /** To the row before. */
  public Command before() {
    return of("links.action.before", "K", () -> model.cursor().step(-1));
  }

  /** Marks on the way down. */
  public Command markNext() {
    return of("links.action.mark-next", "Shift+J", () -> model.extendMark(1));
  }

  /** Marks on the way up. */
  public Command markBefore() {
    return of("links.action.mark-before", "Shift+K", () -> model.extendMark(-1));
  }

  /** Marks the row, or takes its mark away. */
  public Command mark() {
    return of(
        "links.action.mark",
        "Space",
        () -> {
          LinkItem item = model.cursor().current();
          if (item != null) {
            model.toggleMark(item);
          }
        });
  }

  /** Hides the links of the group. */
  public Command fold() {
    return of("links.action.fold", "Left", () -> model.fold(true));
  }

  /** Shows them. */
  public Command unfold() {
    return of("links.action.unfold", "Right", () -> model.fold(false));
  }

  /** The first lines of the candidate. */
  public Command peek() {
    return of("links.action.peek", "P", model.candidates()::peek);
  }

  /** To the field that finds files. */
  public Command search() {
    return of("links.action.search", "Slash", () -> model.focus(Spot.SEARCH));
  }

  /** The last reason once more. */
  public Command repeat() {
    return of("links.action.repeat", "Quote", () -> model.decisions().repeat(1));
  }

  /** One of the five last reasons. */
  public List<Command> recent() {
    return IntStream.rangeClosed(1, RECENT)
        .mapToObj(
            n ->
                Command.of(
                    Texts.get("links.action.recent", n),
                    "Alt+" + n,
                    always(),
                    () -> model.decisions().repeat(n)))
        .toList();
  }

  /** Reads the documents anew. */
  public Command scan() {
    ObservableValue<String> text =
        model
            .knownProperty()
            .map(now -> Texts.get("links.action.rescan"))
            .orElse(Texts.get("links.action.scan"));
    return new Command(
        text,
        "",
        model
            .scanning()
            .scanningProperty()
            .map(now -> now ? Texts.get("links.why-not.scanning") : ""),
        model.scanning()::scan);
  }

  /** Shows what carrying out the staged decisions would do. */
  public Command apply() {
    ObservableValue<String> text =
        model.rows().figuresProperty().map(now -> Texts.get("links.action.apply", now.staged()));
    ObservableValue<String> whyNot =
        model
            .rows()
            .figuresProperty()
            .map(now -> now.staged() == 0 ? Texts.get("links.why-not.apply") : "");
    return new Command(text, "Ctrl+Enter", whyNot, model.apply()::openStaged);
  }

  /** Shows what taking every candidate that is sure would do. */
  public Command acceptSure() {
    ObservableValue<String> text =
        model
            .rows()
            .figuresProperty()
            .map(now -> Texts.get("links.action.accept-sure", now.sure()));
    ObservableValue<String> whyNot =
        model
            .rows()
            .figuresProperty()
            .map(now -> now.sure() == 0 ? Texts.get("links.why-not.accept-sure") : "");
    return new Command(text, "", whyNot, bulk::openSure);
  }

  /** Shows what deciding the marked rows like the current one would do. */
  public Command likeThis() {
    return of("links.action.like-this", "Shift+Enter", bulk::openLikeThis);
  }

  /**
   * Writes every decision to a file.
   *
   * @param chooser asks where, given a name; by the ending it is Markdown, CSV or JSON
   */
  public Command export(Function<String, Optional<Path>> chooser) {
    return of(
        "links.action.export",
        "Ctrl+E",
        () ->
            chooser
                .apply("link-decisions.md")
                .ifPresent(
                    file ->
                        screen
                            .work()
                            .run(
                                () -> triage.export(file),
                                count ->
                                    model.say(
                                        Texts.get(
                                            "links.done.exported", count, file.getFileName())),
                                model.list().problemProperty()::set)));
  }

  /** Shows how many were decided each day. */
  public Command burnDown() {
    return of(
        "links.action.burn-down",
        "",
        () ->
            screen
                .work()
                .run(
                    triage::decisions,
                    all ->
                        model
                            .candidates()
                            .preview()
                            .show(
                                Texts.get("links.burn-down.title"),
                                BurnDown.lines(all, model.leftCount().get())),
                    model.list().problemProperty()::set));
  }
}
