package dev.reeve.console.shell;

import dev.reeve.console.inbox.InboxView;
import javafx.beans.value.ObservableBooleanValue;

/** Where an inbox leads in which nothing waits. Screen thread. */
record WaysFromInbox(ShellViewModel shell) implements InboxView.Ways {
  @Override
  public void scan() {
    shell.go().scanLinks();
  }

  @Override
  public void executionsOfTheDay() {
    shell.go().executionsOfTheDay();
  }

  @Override
  public ObservableBooleanValue doneInADay() {
    return shell.executions().doneInADay();
  }
}
