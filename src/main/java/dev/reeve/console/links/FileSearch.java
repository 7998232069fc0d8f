package dev.reeve.console.links;

import dev.reeve.console.fx.BackgroundWork;
import dev.reeve.console.fx.Problem;
import dev.reeve.console.fx.Screen;
import dev.reeve.engine.links.triage.TriageView;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/** Finds files of the workspace by a part of their path, as it is typed. Screen thread. */
public final class FileSearch {
  private static final int FOUND = 8;
  private static final int LEAST = 2;

  private final TriageView triage;
  private final BackgroundWork.Latest finding;
  private final ObjectProperty<@Nullable Problem> problem;
  private final StringProperty text = new SimpleStringProperty("");
  private final ObservableList<String> found = FXCollections.observableArrayList();

  /**
   * @param problem where failures are shown
   */
  FileSearch(TriageView triage, Screen screen, ObjectProperty<@Nullable Problem> problem) {
    this.triage = triage;
    this.finding = screen.work().latest();
    this.problem = problem;
    text.addListener((observable, was, is) -> find(is));
  }

  private void find(String typed) {
    if (typed.strip().length() < LEAST) {
      finding.forget();
      found.clear();
      return;
    }
    finding.run(() -> triage.files(typed, FOUND), found::setAll, problem::set);
  }

  /** What is typed. */
  public StringProperty textProperty() {
    return text;
  }

  /** Files found, those whose name begins so first. */
  public ObservableList<String> found() {
    return found;
  }
}
