package dev.reeve.console.tour;

import dev.reeve.console.EngineSession;
import dev.reeve.engine.event.EngineEvent;
import dev.reeve.engine.event.EventBus;
import dev.reeve.engine.links.CheckProgress;
import dev.reeve.engine.workspace.EngineException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javafx.application.Platform;
import org.jspecify.annotations.Nullable;

/**
 * A session whose engine answers late or not at all, so that a pane shows what it then shows. It
 * stands before every view of the session, also before those that are added later. Closing it lets
 * the late answers go; the real session stays open. Safe on any thread.
 */
final class StagedSession implements AutoCloseable {
  private static final Duration LONGEST_HELD = Duration.ofSeconds(30);

  private final EngineSession real;
  private final EventBus told = new EventBus();
  private final EventBus.Subscription hearing;
  private final CountDownLatch released = new CountDownLatch(1);
  private volatile Answers answers;
  private volatile CountDownLatch held = new CountDownLatch(0);

  StagedSession(EngineSession real, Answers answers) {
    this.real = real;
    this.answers = answers;
    this.hearing = real.bus().subscribe(this::tell);
  }

  /** An engine that does not answer has nothing to tell. */
  private void tell(EngineEvent event) {
    if (answers == Answers.GIVEN) {
      told.publish(event);
    }
  }

  /** The session to hand to a window. */
  EngineSession session() {
    return before(EngineSession.class, this::ofSession);
  }

  /** From now on the engine answers so. */
  void answers(Answers now) {
    answers = now;
  }

  private @Nullable Object ofSession(Method method, Object @Nullable [] arguments)
      throws Throwable {
    if (Collection.class.isAssignableFrom(method.getReturnType())) {
      return ask(real, method, arguments);
    }
    if (method.getReturnType() == EventBus.class) {
      return told;
    }
    Object answer = call(real, method, arguments);
    Class<?> type = method.getReturnType();
    return answer != null && type.isInterface() && type.getSimpleName().matches(".+(View|Desk)")
        ? before(type, (asked, with) -> ask(answer, asked, with))
        : answer;
  }

  private @Nullable Object ask(Object view, Method method, Object @Nullable [] arguments)
      throws Throwable {
    if (!Platform.isFxApplicationThread()) { // there only what does not block is asked
      switch (answers) {
        case GIVEN -> {}
        case AWAITED -> released.await();
        case REFUSED ->
            throw EngineException.of(
                    EngineException.Kind.UNAVAILABLE,
                    "STORE_BUSY",
                    "Nothing new was read: the database is busy.")
                .with("Nothing was changed.", "Try again.");
      }
    }
    return call(view, method, arguments == null ? null : slowed(arguments));
  }

  /** From now on work that tells how far it is waits half way. */
  void hold() {
    held = new CountDownLatch(1);
  }

  /** It goes on. */
  void goOn() {
    held.countDown();
  }

  private Object[] slowed(Object[] arguments) {
    return Arrays.stream(arguments)
        .map(each -> each instanceof CheckProgress told ? slowed(told) : each)
        .toArray();
  }

  private CheckProgress slowed(CheckProgress told) {
    return (phase, done, of) -> {
      told.at(phase, done, of);
      if (done > 0 && 2 * done >= of) {
        try {
          boolean _ = held.await(LONGEST_HELD.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        }
      }
    };
  }

  private static @Nullable Object call(Object on, Method method, Object @Nullable [] arguments)
      throws Throwable {
    try {
      return method.invoke(on, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause() == null ? e : e.getCause();
    }
  }

  private interface Reply {
    @Nullable Object to(Method method, Object @Nullable [] arguments) throws Throwable;
  }

  private static <T> T before(Class<T> type, Reply reply) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> reply.to(method, arguments)));
  }

  @Override
  public void close() {
    hearing.close();
    released.countDown();
  }
}
