package dev.reeve.console.links;

import dev.reeve.console.fx.Texts;
import dev.reeve.console.links.ApplyViewModel.Stage;
import javafx.beans.binding.Bindings;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.value.ObservableStringValue;
import javafx.beans.value.ObservableValue;

/** What the dialog before many decisions says of itself at each stage. Screen thread. */
final class ApplyWords {
  private final ObservableValue<Stage> stage;
  private final ObservableStringValue progress;
  private final ReadOnlyStringWrapper heading = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper result = new ReadOnlyStringWrapper("");
  private final BooleanProperty carriedOut = new SimpleBooleanProperty();
  private boolean bulk;

  /**
   * @param progress how far what runs has come, in words
   */
  ApplyWords(ObservableValue<Stage> stage, ObservableStringValue progress) {
    this.stage = stage;
    this.progress = progress;
  }

  /**
   * Begins with other decisions.
   *
   * @param many whether they are to be made together; else those staged are to be carried out
   */
  void begin(String title, boolean many) {
    heading.set(title);
    result.set("");
    carriedOut.set(false);
    bulk = many;
  }

  /**
   * Tells how it ended.
   *
   * @param all whether all of it was carried out
   */
  void ended(String said, boolean all) {
    carriedOut.set(all);
    result.set(said);
  }

  /** What is about to be done, is being done, or was done. */
  ObservableValue<String> title() {
    return Bindings.createStringBinding(
        () ->
            switch (stage.getValue()) {
              case READING, REVIEW -> heading.get();
              case RUNNING -> Texts.get("links.apply.title-running");
              case RESULT -> carriedOut.get() ? Texts.get("links.apply.title-over") : heading.get();
            },
        stage,
        carriedOut,
        heading);
  }

  /** What leaving it means now. */
  ObservableValue<String> leaveText() {
    return stage.map(
        now ->
            Texts.get(
                switch (now) {
                  case READING, REVIEW -> "console.question.cancel";
                  case RUNNING -> "approval.action.hide";
                  case RESULT -> "approval.action.close";
                }));
  }

  /** Where the former content is kept, or that nothing is written yet, or how it ended. */
  ObservableValue<String> note() {
    return Bindings.createStringBinding(
        () ->
            switch (stage.getValue()) {
              case READING -> Texts.get("links.apply.reading");
              case RUNNING -> progress.get();
              case RESULT -> result.get();
              case REVIEW -> Texts.get(bulk ? "links.apply.staged-only" : "links.apply.backup");
            },
        stage,
        result,
        progress);
  }
}
