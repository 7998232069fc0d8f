package dev.reeve.engine.links.index;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;

/** Shares tasks out to a pool when there are enough of them. */
record Workshare(ExecutorService pool) {
  /** Fewer are not worth sharing out. */
  private static final int FEW = 8;

  /** The results of all, in their order; blocks. */
  <T> List<T> all(List<Callable<T>> tasks) throws InterruptedException {
    try {
      List<T> out = new ArrayList<>(tasks.size());
      if (tasks.size() < FEW) {
        for (Callable<T> each : tasks) {
          out.add(each.call());
        }
        return out;
      }
      for (Future<T> each : pool.invokeAll(tasks)) {
        out.add(each.get());
      }
      return out;
    } catch (InterruptedException e) {
      throw e;
    } catch (ExecutionException e) {
      throw new IllegalStateException("A document was not judged", e.getCause());
    } catch (Exception e) {
      throw new IllegalStateException("A document was not judged", e);
    }
  }
}
