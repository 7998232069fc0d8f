package dev.reeve.console.registry;

import dev.reeve.console.fx.Question;
import dev.reeve.console.fx.Questions;
import javafx.scene.Node;

/** Asks in a dialog over the window of a node. Screen thread. */
record Asking(Node owner) implements Restoration.Asker {
  @Override
  public void ask(Question question, Runnable yes) {
    Questions.ask(owner, question, nothing -> yes.run());
  }
}
