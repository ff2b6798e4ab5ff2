// What must happen when the program ends, however it ends: async-signal-safe, no curses.
#pragma once
#include <stdbool.h>
#include <stddef.h>

/// Remembers the terminal's attributes, and takes the signals.
bool guard_begin(int input, int output);

/// The bytes that put the terminal back, kept ready for a handler.
void guard_keep_reset(const char *bytes, size_t count);

/// From here on an ending restores the terminal, and standard error is held back.
void guard_enter(void);

/// Puts the attributes back and lets standard error through; `guard_enter` may follow.
void guard_leave(void);

/// Gives the signals back.
void guard_end(void);

/// The self-pipe's end to poll; each byte is a signal number.
int guard_signals(void);

/// Writes all bytes, or gives up on a terminal that takes none.
void guard_write(const char *bytes, size_t count);

/// Stops the process group, as Ctrl-Z does for a program that leaves it to the terminal.
void guard_stop(void);

/// Restores the terminal and ends by `signal`.
void guard_die(int signal);
