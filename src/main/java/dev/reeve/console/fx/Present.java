package dev.reeve.console.fx;

import java.util.function.Function;
import javafx.beans.value.ObservableValue;
import org.jspecify.annotations.Nullable;

/** Follows values that may be absent. */
public final class Present {
  private Present() {}

  /** The function of what is there, else the other value. */
  public static <T, U> ObservableValue<U> map(
      ObservableValue<@Nullable T> source, Function<T, U> function, U otherwise) {
    return source.map(value -> value == null ? otherwise : function.apply(value)).orElse(otherwise);
  }
}
