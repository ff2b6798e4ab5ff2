#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// Why a terminal cannot serve.
enum {
  terminal_serves = 0,
  terminal_not_a_terminal = 1,
  terminal_name_missing = 2,
  terminal_name_unknown = 3,
  terminal_cannot_place_the_cursor = 4,
  terminal_failed = 5,
};

/// What a terminal is known to do, before anything is written to it.
struct terminal_traits {
  /// 0 where there is no colour, 16,777,216 where colours are red, green and blue.
  int colours;
  /// Reports the pointer and marks pastes.
  bool pointer;
  /// Understands synchronised output.
  bool synchronised;
  /// The locale's character set is UTF-8.
  bool utf8;
};

struct terminal_settings {
  bool colours;
  bool pointer;
  bool paste;
  bool synchronised;
};

enum {
  terminal_bold = 1,
  terminal_dim = 2,
  terminal_underline = 4,
  terminal_reverse = 8,
};

/// Added to 0xRRGGBB in a cell's ink or ground.
enum { terminal_direct = 0x1000000 };

/// One character position.
struct terminal_cell {
  /// 0 in the second column of a wide character.
  uint32_t scalar;
  /// −1 the terminal's own, 0 to 255 an index, or `terminal_direct` + 0xRRGGBB.
  int32_t ink;
  int32_t ground;
  uint16_t attributes;
  /// Columns taken: 1 or 2. A scalar of another width is replaced.
  uint16_t width;
};

struct terminal_size {
  int columns;
  int rows;
};

/// Sets the locale and looks at the two descriptors and TERM; writes nothing.
int terminal_probe(int input, int output, struct terminal_traits *traits);

/// Makes `terminal_open` use colours by their indices up to 256, and beyond these as red, green and
/// blue.
///
/// The first eight have the sequences that every terminal with colours understands. Curses writes colours only as the terminal's description says, and `xterm` says eight,
/// `xterm-256color` indices, whatever the terminal itself understands: so it gets a description of
/// our own. False where the terminal is of another kind.
bool terminal_prefer(int output, int colours);

/// Takes over the terminal, the signals and standard error, until `terminal_close`.
int terminal_open(int input, int output, struct terminal_settings settings);

/// Gives everything back and writes what standard error has held; safe to call twice.
void terminal_close(void);

struct terminal_size terminal_size(void);

/// Reads the size anew; true when it changed, and then the next refresh repaints everything.
bool terminal_resize(void);

/// Puts a row into the next refresh.
void terminal_draw(int row, const struct terminal_cell *cells, int count);

/// True when a colour pair was missing since the last call; then all pairs are forgotten, and the
/// whole frame wants drawing again.
bool terminal_pairs_ran_out(void);

/// Writes what changed.
void terminal_refresh(void);

/// Clears the screen and writes everything.
void terminal_repaint(void);

/// Gives the terminal back, stops the process group, and takes the terminal again on return.
void terminal_suspend(void);

/// Takes the terminal again after someone else stopped and continued the process.
void terminal_resume(void);

enum {
  terminal_readable = 1,
  terminal_resized = 2,
  terminal_continued = 4,
  terminal_stop_asked = 8,
  terminal_hung_up = 16,
};

/// Waits for input or a signal; −1 waits for ever. The sum of what happened, 0 when the time is up.
int terminal_wait(int milliseconds);

/// Bytes read, 0 when there are none, −1 after a hang-up.
int terminal_read(uint8_t *bytes, int capacity);

/// The bytes the terminal sends for a key, by its terminfo name (`kcuu1`); empty when it has none.
const char *terminal_key(const char *name);

/// A clock that only moves forward.
int64_t terminal_milliseconds(void);

/// Restores the terminal and ends by SIGHUP.
void terminal_die_of_hangup(void);

/// Gives back the memory that only the start needed, code that has run among it, and lets the heap
/// give back from now on what large blocks took.
void terminal_spare_memory(void);
