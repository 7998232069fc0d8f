package dev.reeve.cli;

import dev.reeve.engine.Engine;
import dev.reeve.engine.workspace.EngineException;
import dev.reeve.engine.workspace.EngineException.Kind;
import io.prometheus.metrics.exporter.httpserver.HTTPServer;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.net.InetAddress;

/**
 * The figures of a running engine for a Prometheus server of this machine, read anew for every
 * request. Source: {@code docs/reference/metrics.md}.
 */
final class MetricsEndpoint implements AutoCloseable {
  private final HTTPServer server;

  private MetricsEndpoint(HTTPServer server) {
    this.server = server;
  }

  /**
   * Opens it, on the loopback address only.
   *
   * @param port 0 for any that is free
   * @throws EngineException {@code METRICS_PORT_TAKEN}
   */
  static MetricsEndpoint open(Engine engine, int port) {
    PrometheusRegistry registry = new PrometheusRegistry();
    registry.register(() -> FigureMetrics.of(engine.figures()));
    try {
      return new MetricsEndpoint(
          HTTPServer.builder()
              .inetAddress(InetAddress.ofLiteral("127.0.0.1"))
              .port(port)
              .registry(registry)
              .buildAndStart());
    } catch (IOException e) {
      throw EngineException.of(
              Kind.UNAVAILABLE,
              "METRICS_PORT_TAKEN",
              "The workspace is not kept: port " + port + " cannot be opened, " + e.getMessage())
          .with("Nothing was changed.", "Name another port, or 0 for any that is free.")
          .causedBy(e);
    }
  }

  /** Where it is read. */
  String address() {
    return "http://127.0.0.1:" + server.getPort() + "/metrics";
  }

  @Override
  public void close() {
    server.close();
  }
}
