package dev.reeve;

import ch.qos.logback.classic.spi.LogbackServiceProvider;
import org.jspecify.annotations.Nullable;
import org.slf4j.ILoggerFactory;
import org.slf4j.IMarkerFactory;
import org.slf4j.Logger;
import org.slf4j.Marker;
import org.slf4j.event.Level;
import org.slf4j.helpers.BasicMarkerFactory;
import org.slf4j.helpers.LegacyAbstractLogger;
import org.slf4j.helpers.NOPMDCAdapter;
import org.slf4j.spi.LoggingEventBuilder;
import org.slf4j.spi.MDCAdapter;
import org.slf4j.spi.SLF4JServiceProvider;

/**
 * Logging of short commands: what {@link ErrorLog} sets up is set up when there is something to
 * log. To look for it in every jar takes longer than the command. Safe on any thread.
 */
public final class LateLog implements SLF4JServiceProvider {
  private static final String OF_THE_API = "2.0.99";

  private final IMarkerFactory markers = new BasicMarkerFactory();
  private final MDCAdapter context = new NOPMDCAdapter();

  /** To be called before the first logger is made. */
  static void use() {
    System.setProperty("slf4j.provider", LateLog.class.getName());
    System.setProperty("slf4j.internal.verbosity", "WARN"); // it would say which one it takes
  }

  @Override
  public ILoggerFactory getLoggerFactory() {
    return Late::new;
  }

  @Override
  public IMarkerFactory getMarkerFactory() {
    return markers;
  }

  @Override
  public MDCAdapter getMDCAdapter() {
    return context;
  }

  @Override
  public String getRequestedApiVersion() {
    return OF_THE_API;
  }

  @Override
  public void initialize() {
    // nothing is needed before there is something to log
  }

  /** Set up at the first question that only it can answer. */
  private static final class Usual {
    static final ILoggerFactory LOGGERS;

    static {
      LogbackServiceProvider logback = new LogbackServiceProvider();
      logback.initialize();
      LOGGERS = logback.getLoggerFactory();
    }
  }

  private static final class Late extends LegacyAbstractLogger {
    private static final long serialVersionUID = 1L;

    Late(String name) {
      this.name = name;
    }

    private Logger usual() {
      return Usual.LOGGERS.getLogger(name);
    }

    /** Unless somebody asked for more, nothing below a warning is logged. */
    private boolean isEnabled(Level level) {
      return System.getenv("REEVE_LOG") == null
          ? level.compareTo(Level.WARN) <= 0
          : usual().isEnabledForLevel(level);
    }

    @Override
    public boolean isTraceEnabled() {
      return isEnabled(Level.TRACE);
    }

    @Override
    public boolean isDebugEnabled() {
      return isEnabled(Level.DEBUG);
    }

    @Override
    public boolean isInfoEnabled() {
      return isEnabled(Level.INFO);
    }

    @Override
    public boolean isWarnEnabled() {
      return isEnabled(Level.WARN);
    }

    @Override
    public boolean isErrorEnabled() {
      return isEnabled(Level.ERROR);
    }

    @Override
    protected @Nullable String getFullyQualifiedCallerName() {
      return null;
    }

    @Override
    protected void handleNormalizedLoggingCall(
        Level level,
        @Nullable Marker marker,
        String message,
        Object @Nullable [] arguments,
        @Nullable Throwable thrown) {
      LoggingEventBuilder event = usual().atLevel(level);
      if (marker != null) {
        event = event.addMarker(marker);
      }
      if (arguments != null) {
        for (Object each : arguments) {
          event = event.addArgument(each);
        }
      }
      event.setCause(thrown).log(message);
    }
  }
}
