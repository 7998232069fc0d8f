package dev.reeve.engine.lifecycle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class StateMachineTest {
  private static final TransitionServiceTest.ItemDao TABLE =
      new TransitionServiceTest.ItemDao(new EntityTable("jobs", "id", Set.of()));

  private static MachineBuilder<TransitionServiceTest.Item> machine() {
    return StateMachine.of("run", TABLE)
        .initial("new", 0)
        .state("busy", 1)
        .terminal("done", 2)
        .edge("new", "busy")
        .on("started")
        .add()
        .edge("busy", "done")
        .on("ended")
        .add();
  }

  private static void invalid(
      String why, UnaryOperator<MachineBuilder<TransitionServiceTest.Item>> change) {
    IllegalStateException invalid =
        assertThrows(IllegalStateException.class, () -> change.apply(machine()).build());
    assertTrue(invalid.getMessage().contains(why), invalid.getMessage());
  }

  @Test
  void theTableAnswers() {
    StateMachine<TransitionServiceTest.Item> machine =
        machine().edge("busy", "new").on("again").loop().add().build();
    assertEquals("new", machine.initial());
    assertEquals(Set.of("new", "busy", "done"), machine.states());
    assertTrue(machine.terminal("done"));
    assertFalse(machine.terminal("busy"));
    assertTrue(machine.hasState("busy"));
    assertFalse(machine.hasState("Busy"));
    assertFalse(machine.hasState(null));
    assertEquals(3, machine.edges().size());
    assertTrue(machine.edge("busy", "new").orElseThrow().loop());
    assertTrue(machine.edge("done", "new").isEmpty());
    assertEquals(1, machine.level("busy"));
    assertThrows(IllegalArgumentException.class, () -> machine.level("x"));
  }

  @Test
  void aTableThatContradictsItselfIsRefused() {
    invalid("state busy twice", m -> m.state("busy", 3));
    invalid("two initial", m -> m.initial("other", 0));
    invalid("edge new > busy twice", m -> m.edge("new", "busy").on("x").add());
    invalid("unknown state", m -> m.edge("busy", "nowhere").on("x").add());
    invalid("to itself", m -> m.edge("busy", "busy").on("x").add());
    invalid("leaves the terminal", m -> m.edge("done", "busy").on("x").loop().add());
    invalid("without a trigger", m -> m.edge("new", "done").add());
    invalid("goes back", m -> m.edge("busy", "new").on("x").add());
    invalid("no way out of stuck", m -> m.state("stuck", 1).edge("new", "stuck").on("x").add());
    invalid("never reaches [island]", m -> m.terminal("island", 2));
    assertThrows(
        IllegalStateException.class, () -> StateMachine.of("run", TABLE).state("a", 0).build());
  }
}
