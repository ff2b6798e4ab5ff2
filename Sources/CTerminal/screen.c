#define _GNU_SOURCE
#define NCURSES_WIDECHAR 1
#include "CTerminal.h"
#include "colours.h"
#include "description.h"
#include "guard.h"

#include <curses.h>
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>
#include <wchar.h>

enum { most_columns = 1000, most_rows = 400 };

static struct {
  SCREEN *screen;
  FILE *input, *output;
  int input_descriptor, output_descriptor;
  char on[128], off[128];
  bool synchronised;
} terminal;

static void prepare_modes(struct terminal_settings settings) {
  terminal.on[0] = terminal.off[0] = 0;
  if (settings.synchronised) description_append(terminal.off, sizeof terminal.off, "\033[?2026l");
  if (settings.pointer) {
    description_append(terminal.on, sizeof terminal.on, "\033[?1000h\033[?1003h\033[?1006h");
    description_append(terminal.off, sizeof terminal.off, "\033[?1006l\033[?1003l\033[?1000l");
  }
  if (settings.paste) {
    description_append(terminal.on, sizeof terminal.on, "\033[?2004h");
    description_append(terminal.off, sizeof terminal.off, "\033[?2004l");
  }
}

/// Nothing is hidden by the program: what follows comes below what it drew.
static bool has_one_screen(void) { return *description_string("rmcup") == 0; }

static void prepare_reset(struct terminal_settings settings) {
  char reset[512] = "";
  description_append(reset, sizeof reset, terminal.off);
  description_append(reset, sizeof reset, description_string("sgr0"));
  if (settings.colours) description_append(reset, sizeof reset, description_string("op"));
  description_append(reset, sizeof reset, description_string("rmkx"));
  description_append(reset, sizeof reset, description_string("cnorm"));
  description_append(reset, sizeof reset, description_string("rmcup"));
  if (has_one_screen()) description_append(reset, sizeof reset, "\033[999;1H\n");
  description_append(reset, sizeof reset, "\r");
  guard_keep_reset(reset, strlen(reset));
}

static bool start_curses(struct terminal_settings settings) {
  description_offer();
  terminal.screen = newterm(NULL, terminal.output, terminal.input);
  description_replaced();
  description_withdraw();
  if (terminal.screen == NULL) return false;
  raw();
  noecho();
  nonl();
  keypad(stdscr, TRUE);
  // Waiting input must not cut a refresh short.
  typeahead(-1);
  leaveok(stdscr, curs_set(0) != ERR);
  colours_begin(settings.colours);
  return true;
}

int terminal_open(int input, int output, struct terminal_settings settings) {
  static bool closes_at_exit;
  if (terminal.screen != NULL || !guard_begin(input, output)) return terminal_failed;
  terminal.input_descriptor = input;
  terminal.output_descriptor = output;
  terminal.input = fdopen(dup(input), "r");
  terminal.output = fdopen(dup(output), "w");
  terminal.synchronised = settings.synchronised;
  prepare_modes(settings);
  prepare_reset(settings);
  guard_enter();
  if (terminal.input == NULL || terminal.output == NULL || !start_curses(settings)) {
    guard_leave();
    guard_end();
    return terminal_failed;
  }
  if (!closes_at_exit) closes_at_exit = atexit(terminal_close) == 0;
  guard_write(terminal.on, strlen(terminal.on));
  terminal_resize();
  return terminal_serves;
}

void terminal_close(void) {
  if (terminal.screen == NULL) return;
  guard_write(terminal.off, strlen(terminal.off));
  endwin();
  if (has_one_screen()) guard_write("\r\n", 2);
  guard_leave();
  guard_end();
  delscreen(terminal.screen);
  fclose(terminal.input);
  fclose(terminal.output);
  terminal.screen = NULL;
}

struct terminal_size terminal_size(void) {
  return (struct terminal_size){.columns = getmaxx(stdscr), .rows = getmaxy(stdscr)};
}

bool terminal_resize(void) {
  struct winsize now;
  if (ioctl(terminal.output_descriptor, TIOCGWINSZ, &now) != 0) return false;
  if (now.ws_col == 0 || now.ws_row == 0) return false;
  int columns = now.ws_col < most_columns ? now.ws_col : most_columns;
  int rows = now.ws_row < most_rows ? now.ws_row : most_rows;
  if (columns == getmaxx(stdscr) && rows == getmaxy(stdscr)) return false;
  resizeterm(rows, columns);
  erase();
  clearok(curscr, TRUE);
  return true;
}

static attr_t attributes(uint16_t bits) {
  attr_t result = A_NORMAL;
  if (bits & terminal_bold) result |= A_BOLD;
  if (bits & terminal_dim) result |= A_DIM;
  if (bits & terminal_underline) result |= A_UNDERLINE;
  if (bits & terminal_reverse) result |= A_REVERSE;
  return result;
}

// A character of another width than expected, or cut by the edge, still fills its columns.
static int set_cells(cchar_t *cells, const struct terminal_cell *cell, int room) {
  wchar_t text[2] = {(wchar_t)cell->scalar, 0};
  attr_t bits = attributes(cell->attributes);
  int pair = colours_pair(cell->ink, cell->ground, &bits);
  int width = cell->width == 2 ? 2 : 1, copies = 1;
  if (wcwidth(text[0]) != width || width > room) {
    text[0] = wcwidth(0xFFFD) == 1 ? 0xFFFD : '?';
    copies = width < room ? width : room;
  }
  for (int i = 0; i < copies; i++) setcchar(&cells[i], text, bits, 0, &pair);
  return copies;
}

void terminal_draw(int row, const struct terminal_cell *cells, int count) {
  cchar_t line[most_columns];
  int length = 0;
  if (row < 0 || row >= getmaxy(stdscr)) return;
  if (count > getmaxx(stdscr)) count = getmaxx(stdscr);
  for (int i = 0; i < count; i++) {
    // The second half of a wide character comes with the first.
    if (cells[i].scalar != 0) length += set_cells(&line[length], &cells[i], count - i);
  }
  if (length > 0) mvwadd_wchnstr(stdscr, row, 0, line, length);
}

bool terminal_pairs_ran_out(void) { return colours_ran_out(); }

void terminal_refresh(void) {
  static const char begin[] = "\033[?2026h", end[] = "\033[?2026l";
  if (terminal.synchronised) guard_write(begin, sizeof begin - 1);
  refresh();
  if (terminal.synchronised) guard_write(end, sizeof end - 1);
}

void terminal_repaint(void) {
  clearok(curscr, TRUE);
  terminal_refresh();
}

static void enter_again(void) {
  guard_enter();
  terminal_resize();
  clearok(curscr, TRUE);
  refresh();
  guard_write(terminal.on, strlen(terminal.on));
}

static void drain_signals(void) {
  unsigned char bytes[256];
  while (read(guard_signals(), bytes, sizeof bytes) > 0) {}
}

void terminal_suspend(void) {
  guard_write(terminal.off, strlen(terminal.off));
  endwin();
  guard_leave();
  guard_stop();
  drain_signals();
  enter_again();
}

void terminal_resume(void) {
  // In the background this stops the process again, before it writes a byte.
  reset_prog_mode();
  guard_write(terminal.off, strlen(terminal.off));
  endwin();
  guard_leave();
  enter_again();
}

static int signals_seen(void) {
  unsigned char bytes[256];
  ssize_t count;
  int seen = 0;
  while ((count = read(guard_signals(), bytes, sizeof bytes)) > 0) {
    for (ssize_t i = 0; i < count; i++) {
      if (bytes[i] == SIGWINCH) seen |= terminal_resized;
      if (bytes[i] == SIGCONT) seen |= terminal_continued;
      if (bytes[i] == SIGTSTP) seen |= terminal_stop_asked;
    }
  }
  return seen;
}

int terminal_wait(int milliseconds) {
  struct pollfd waiting[2] = {
      {.fd = terminal.input_descriptor, .events = POLLIN},
      {.fd = guard_signals(), .events = POLLIN},
  };
  // Interrupted by a handler, the second look finds the pipe readable.
  if (poll(waiting, 2, milliseconds) < 0 && poll(waiting, 2, 0) < 0) return 0;
  int happened = waiting[1].revents != 0 ? signals_seen() : 0;
  if (waiting[0].revents & POLLIN) happened |= terminal_readable;
  if (waiting[0].revents & (POLLHUP | POLLERR | POLLNVAL)) happened |= terminal_hung_up;
  return happened;
}

int terminal_read(uint8_t *bytes, int capacity) {
  ssize_t count = read(terminal.input_descriptor, bytes, (size_t)capacity);
  if (count > 0) return (int)count;
  return count < 0 && (errno == EINTR || errno == EAGAIN) ? 0 : -1;
}

int64_t terminal_milliseconds(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

void terminal_die_of_hangup(void) { guard_die(SIGHUP); }
