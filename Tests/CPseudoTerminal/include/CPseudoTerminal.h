#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// A pseudo-terminal, the emulator that shows what is written to it, and at most one program.
struct pseudo_terminal;

enum { pseudo_standard = -1, pseudo_direct = 0x1000000 };

struct pseudo_cell {
  /// A blank for an empty cell, 0 in the second column of a wide character.
  uint32_t scalar;
  /// `pseudo_standard`, 0 to 255 an index, or `pseudo_direct` + 0xRRGGBB.
  int32_t ink;
  int32_t ground;
  bool bold, underline, reverse;
};

struct pseudo_place {
  int column;
  int row;
};

/// NULL when the system has no pseudo-terminal to give.
struct pseudo_terminal *pseudo_terminal_new(int columns, int rows);

/// Ends the program, if it still runs, and everything else.
void pseudo_terminal_free(struct pseudo_terminal *terminal);

/// The descriptor a program would use, for one inside this process.
int pseudo_terminal_line(struct pseudo_terminal *terminal);

/// Starts a program as a shell with job control would; the process, or −1.
int pseudo_terminal_start(
    struct pseudo_terminal *terminal, const char *const *arguments, const char *const *environment);

/// Starts with the descriptors of a bit set (1, 2, 4 for 0, 1, 2) closed.
int pseudo_terminal_start_without(struct pseudo_terminal *terminal, const char *const *arguments,
                                  const char *const *environment, int closed);

/// The program's next change of state, as waitpid(2) has it; −1 when none comes in time.
int pseudo_terminal_status(struct pseudo_terminal *terminal, int milliseconds);

/// Continues a stopped program, in the foreground or in the background.
void pseudo_terminal_continue(struct pseudo_terminal *terminal, bool foreground);

void pseudo_terminal_send(struct pseudo_terminal *terminal, const uint8_t *bytes, size_t count);

/// Shows what has been written; false when nothing came in time.
bool pseudo_terminal_receive(struct pseudo_terminal *terminal, int milliseconds);

/// Shows all that was written before this call; the line must be quiet.
void pseudo_terminal_receive_all(struct pseudo_terminal *terminal);

/// Shows bytes as if they had been written.
void pseudo_terminal_show(struct pseudo_terminal *terminal, const uint8_t *bytes, size_t count);

/// Copies the first bytes of what has been received; the number of all.
size_t pseudo_terminal_output(struct pseudo_terminal *terminal, uint8_t *bytes, size_t room);

void pseudo_terminal_resize(struct pseudo_terminal *terminal, int columns, int rows);

/// Says a size to the program and not to the emulator.
void pseudo_terminal_claim_size(struct pseudo_terminal *terminal, int columns, int rows);

struct pseudo_cell pseudo_terminal_cell(struct pseudo_terminal *terminal, int column, int row);
/// The first column of a row that is not as expected; −1 when all are.
int pseudo_terminal_difference(
    struct pseudo_terminal *terminal, int row, const struct pseudo_cell *expected, int count);
struct pseudo_place pseudo_terminal_cursor(struct pseudo_terminal *terminal);

/// True when the line's attributes are what they were at first.
bool pseudo_terminal_is_as_before(struct pseudo_terminal *terminal);

/// True when keys come at once, unechoed, and none is a signal.
bool pseudo_terminal_is_raw(struct pseudo_terminal *terminal);

/// What `stty sane` does.
void pseudo_terminal_make_sane(struct pseudo_terminal *terminal);

/// Bytes sent that no program has read.
int pseudo_terminal_unread(struct pseudo_terminal *terminal);

/// Closes the line as a lost connection does.
void pseudo_terminal_hang_up(struct pseudo_terminal *terminal);
