package dev.reeve.bench;

import java.util.List;
import java.util.Map;

/** Runs every bench, each in a process of its own; fails when one broke a promise. */
public final class AllBenches {
  private static final List<Class<?>> ALL =
      List.of(
          QueueBench.class,
          RegistryWriteBench.class,
          WatchSetupBench.class,
          BurstBench.class,
          SwitchBench.class,
          EventBench.class,
          LinkCheckBench.class,
          PaneBench.class,
          StartBench.class,
          MemoryBench.class);

  private AllBenches() {}

  public static void main(String[] args) throws Exception {
    int failed = 0;
    for (Class<?> bench : ALL) {
      System.out.printf("%n== %s%n", bench.getSimpleName());
      System.out.flush();
      Process process = Jvm.start(bench, List.of(), Map.of());
      process.getInputStream().transferTo(System.out);
      failed += process.waitFor() == 0 ? 0 : 1;
    }
    System.out.printf("%n%d of %d benches kept all promises%n", ALL.size() - failed, ALL.size());
    System.exit(failed == 0 ? 0 : 1);
  }
}
