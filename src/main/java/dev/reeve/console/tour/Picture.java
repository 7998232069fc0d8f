package dev.reeve.console.tour;

/**
 * A picture that was taken. Immutable.
 *
 * @param name of what is seen, such as {@code queue-jobs-drawer-1}
 * @param says what is seen, for people
 * @param look theme and size
 * @param file relative to the folder of the tour, with forward slashes
 */
public record Picture(String name, String says, Look look, String file) {}
