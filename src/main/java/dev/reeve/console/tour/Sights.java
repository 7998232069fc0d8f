package dev.reeve.console.tour;

import dev.reeve.console.EngineSession;
import dev.reeve.console.Workspaces;
import java.nio.file.Path;

/**
 * What is walked through. The tour closes none of it.
 *
 * @param busy a workspace with something of everything in it
 * @param empty a workspace in which nothing has happened
 * @param workspaces what the first window can do
 * @param folder one that was not adopted, for the first window to look at
 */
public record Sights(EngineSession busy, EngineSession empty, Workspaces workspaces, Path folder) {}
