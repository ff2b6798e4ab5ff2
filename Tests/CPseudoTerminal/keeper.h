// The session leader between a test and the program, as a shell with job control stands there.
#pragma once

struct keeper {
  /// Statuses of the program come here, as waitpid(2) has them.
  int statuses;
  /// A byte here after a stop: 'f' continues in the foreground, 'b' in the background.
  int orders;
  int leader;
  int program;
};

/// Leaves `program` at −1 when it cannot be started.
struct keeper keeper_start(
    int line, const char *const *arguments, const char *const *environment, int closed);

/// Ends the leader, and the program with it.
void keeper_end(struct keeper *keeper);
