#define _GNU_SOURCE
#include "CPseudoTerminal.h"
#include "keeper.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <pty.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>
#include <vterm.h>

struct pseudo_terminal {
  int emulator_end, line;
  struct termios before;
  VTerm *emulator;
  VTermScreen *screen;
  struct keeper keeper;
  int barrier;

  // The reader's: a program never waits for a test to read.
  pthread_t reader;
  int stop_read, stop_write;
  pthread_mutex_t lock;
  pthread_cond_t grown;
  uint8_t *output;
  size_t count, capacity, shown;
};

static void keep(struct pseudo_terminal *terminal, const uint8_t *bytes, size_t count) {
  pthread_mutex_lock(&terminal->lock);
  if (terminal->count + count > terminal->capacity) {
    terminal->capacity = 2 * (terminal->count + count);
    terminal->output = realloc(terminal->output, terminal->capacity);
    if (terminal->output == NULL) abort();
  }
  memcpy(terminal->output + terminal->count, bytes, count);
  terminal->count += count;
  pthread_cond_broadcast(&terminal->grown);
  pthread_mutex_unlock(&terminal->lock);
}

static void *read_output(void *argument) {
  struct pseudo_terminal *terminal = argument;
  uint8_t bytes[16384];
  while (true) {
    struct pollfd ready[2] = {
        {.fd = terminal->emulator_end, .events = POLLIN},
        {.fd = terminal->stop_read, .events = POLLIN},
    };
    if (poll(ready, 2, -1) < 0 && errno != EINTR) return NULL;
    if (ready[1].revents != 0) return NULL;
    if (ready[0].revents == 0) continue;
    ssize_t count = read(terminal->emulator_end, bytes, sizeof bytes);
    if (count > 0) keep(terminal, bytes, (size_t)count);
    else if (count == 0 || errno != EINTR) return NULL;
  }
}

static void stop_reading(struct pseudo_terminal *terminal) {
  if (terminal->stop_write < 0) return;
  close(terminal->stop_write);
  terminal->stop_write = -1;
  pthread_join(terminal->reader, NULL);
  close(terminal->stop_read);
}

static void start_emulator(struct pseudo_terminal *terminal, int columns, int rows) {
  terminal->emulator = vterm_new(rows, columns);
  vterm_set_utf8(terminal->emulator, 1);
  terminal->screen = vterm_obtain_screen(terminal->emulator);
  vterm_screen_enable_altscreen(terminal->screen, 1);
  vterm_screen_reset(terminal->screen, 1);
}

struct pseudo_terminal *pseudo_terminal_new(int columns, int rows) {
  struct pseudo_terminal *terminal = calloc(1, sizeof *terminal);
  struct winsize size = {.ws_col = (unsigned short)columns, .ws_row = (unsigned short)rows};
  int stop[2];
  if (terminal == NULL) return NULL;
  if (openpty(&terminal->emulator_end, &terminal->line, NULL, NULL, &size) != 0 ||
      pipe2(stop, O_CLOEXEC) != 0) {
    free(terminal);
    return NULL;
  }
  fcntl(terminal->emulator_end, F_SETFD, FD_CLOEXEC);
  fcntl(terminal->line, F_SETFD, FD_CLOEXEC);
  tcgetattr(terminal->line, &terminal->before);
  terminal->keeper = (struct keeper){.leader = -1, .program = -1};
  terminal->stop_read = stop[0];
  terminal->stop_write = stop[1];
  start_emulator(terminal, columns, rows);
  pthread_condattr_t attributes;
  pthread_condattr_init(&attributes);
  pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC);
  pthread_mutex_init(&terminal->lock, NULL);
  pthread_cond_init(&terminal->grown, &attributes);
  pthread_create(&terminal->reader, NULL, read_output, terminal);
  return terminal;
}

void pseudo_terminal_hang_up(struct pseudo_terminal *terminal) {
  if (terminal->emulator_end < 0) return;
  stop_reading(terminal);
  close(terminal->emulator_end);
  terminal->emulator_end = -1;
}

void pseudo_terminal_free(struct pseudo_terminal *terminal) {
  keeper_end(&terminal->keeper);
  pseudo_terminal_hang_up(terminal);
  close(terminal->line);
  vterm_free(terminal->emulator);
  pthread_mutex_destroy(&terminal->lock);
  pthread_cond_destroy(&terminal->grown);
  free(terminal->output);
  free(terminal);
}

int pseudo_terminal_line(struct pseudo_terminal *terminal) { return terminal->line; }

int pseudo_terminal_start_without(struct pseudo_terminal *terminal, const char *const *arguments,
                                  const char *const *environment, int closed) {
  terminal->keeper = keeper_start(terminal->line, arguments, environment, closed);
  return terminal->keeper.program;
}

int pseudo_terminal_start(struct pseudo_terminal *terminal, const char *const *arguments,
                          const char *const *environment) {
  return pseudo_terminal_start_without(terminal, arguments, environment, 0);
}

int pseudo_terminal_status(struct pseudo_terminal *terminal, int milliseconds) {
  struct pollfd ready = {.fd = terminal->keeper.statuses, .events = POLLIN};
  int status;
  if (poll(&ready, 1, milliseconds) <= 0) return -1;
  if (read(terminal->keeper.statuses, &status, sizeof status) != sizeof status) return -1;
  return status;
}

void pseudo_terminal_continue(struct pseudo_terminal *terminal, bool foreground) {
  if (write(terminal->keeper.orders, foreground ? "f" : "b", 1) != 1) abort();
}

void pseudo_terminal_send(struct pseudo_terminal *terminal, const uint8_t *bytes, size_t count) {
  while (count > 0) {
    ssize_t sent = write(terminal->emulator_end, bytes, count);
    if (sent < 0 && errno != EINTR) return;
    if (sent < 0) continue;
    bytes += sent;
    count -= (size_t)sent;
  }
}

static struct timespec moment(int milliseconds) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  time.tv_sec += milliseconds / 1000;
  time.tv_nsec += milliseconds % 1000 * 1000000L;
  if (time.tv_nsec >= 1000000000L) {
    time.tv_sec += 1;
    time.tv_nsec -= 1000000000L;
  }
  return time;
}

bool pseudo_terminal_receive(struct pseudo_terminal *terminal, int milliseconds) {
  struct timespec end = moment(milliseconds);
  pthread_mutex_lock(&terminal->lock);
  while (terminal->shown == terminal->count) {
    if (pthread_cond_timedwait(&terminal->grown, &terminal->lock, &end) != 0) break;
  }
  size_t start = terminal->shown, count = terminal->count - start;
  if (count > 0) {
    vterm_input_write(terminal->emulator, (const char *)terminal->output + start, count);
    terminal->shown += count;
  }
  pthread_mutex_unlock(&terminal->lock);
  return count > 0;
}

void pseudo_terminal_receive_all(struct pseudo_terminal *terminal) {
  char barrier[32];
  int length = snprintf(barrier, sizeof barrier, "\033]7777;%d\033\\", ++terminal->barrier);
  // The line's own translations must not touch these bytes, and do not.
  if (write(terminal->line, barrier, (size_t)length) != length) return;
  for (int tries = 0; tries < 5000; tries++) {
    pseudo_terminal_receive(terminal, 1);
    pthread_mutex_lock(&terminal->lock);
    uint8_t *found = memmem(terminal->output, terminal->count, barrier, (size_t)length);
    bool is_shown = found != NULL && terminal->shown == terminal->count;
    if (is_shown) {
      size_t place = (size_t)(found - terminal->output);
      memmove(found, found + length, terminal->count - place - (size_t)length);
      terminal->count -= (size_t)length;
      terminal->shown = terminal->count;
    }
    pthread_mutex_unlock(&terminal->lock);
    if (is_shown) return;
  }
}

void pseudo_terminal_show(struct pseudo_terminal *terminal, const uint8_t *bytes, size_t count) {
  vterm_input_write(terminal->emulator, (const char *)bytes, count);
}

size_t pseudo_terminal_output(struct pseudo_terminal *terminal, uint8_t *bytes, size_t room) {
  size_t count = terminal->shown < room ? terminal->shown : room;
  // Output that comes meanwhile may move the bytes.
  pthread_mutex_lock(&terminal->lock);
  if (count > 0) memcpy(bytes, terminal->output, count);
  pthread_mutex_unlock(&terminal->lock);
  return terminal->shown;
}

void pseudo_terminal_claim_size(struct pseudo_terminal *terminal, int columns, int rows) {
  struct winsize size = {.ws_col = (unsigned short)columns, .ws_row = (unsigned short)rows};
  ioctl(terminal->emulator_end, TIOCSWINSZ, &size);
}

void pseudo_terminal_resize(struct pseudo_terminal *terminal, int columns, int rows) {
  while (pseudo_terminal_receive(terminal, 0)) {}
  vterm_set_size(terminal->emulator, rows, columns);
  pseudo_terminal_claim_size(terminal, columns, rows);
}

static int32_t number(struct pseudo_terminal *terminal, VTermColor color) {
  if (VTERM_COLOR_IS_DEFAULT_FG(&color) || VTERM_COLOR_IS_DEFAULT_BG(&color)) return pseudo_standard;
  if (VTERM_COLOR_IS_INDEXED(&color)) return color.indexed.idx;
  vterm_screen_convert_color_to_rgb(terminal->screen, &color);
  return pseudo_direct + (color.rgb.red << 16) + (color.rgb.green << 8) + color.rgb.blue;
}

struct pseudo_cell pseudo_terminal_cell(struct pseudo_terminal *terminal, int column, int row) {
  VTermScreenCell cell = {0};
  vterm_screen_get_cell(terminal->screen, (VTermPos){.row = row, .col = column}, &cell);
  uint32_t scalar = cell.chars[0];
  return (struct pseudo_cell){
      .scalar = scalar == 0 ? ' ' : scalar == UINT32_MAX ? 0 : scalar,
      .ink = number(terminal, cell.fg),
      .ground = number(terminal, cell.bg),
      .bold = cell.attrs.bold,
      .underline = cell.attrs.underline != 0,
      .reverse = cell.attrs.reverse,
  };
}

static bool are_equal(struct pseudo_cell one, struct pseudo_cell other) {
  // A wide character looks as its first half does; the emulator leaves the second as it was.
  if (other.scalar == 0) return one.scalar == 0;
  return one.scalar == other.scalar && one.ink == other.ink && one.ground == other.ground &&
         one.bold == other.bold && one.underline == other.underline && one.reverse == other.reverse;
}

int pseudo_terminal_difference(
    struct pseudo_terminal *terminal, int row, const struct pseudo_cell *expected, int count) {
  for (int column = 0; column < count; column++) {
    if (!are_equal(pseudo_terminal_cell(terminal, column, row), expected[column])) return column;
  }
  return -1;
}

struct pseudo_place pseudo_terminal_cursor(struct pseudo_terminal *terminal) {
  VTermPos place;
  vterm_state_get_cursorpos(vterm_obtain_state(terminal->emulator), &place);
  return (struct pseudo_place){.column = place.col, .row = place.row};
}

bool pseudo_terminal_is_as_before(struct pseudo_terminal *terminal) {
  struct termios now, before = terminal->before;
  if (tcgetattr(terminal->line, &now) != 0) return false;
  return now.c_iflag == before.c_iflag && now.c_oflag == before.c_oflag &&
         now.c_cflag == before.c_cflag && now.c_lflag == before.c_lflag &&
         memcmp(now.c_cc, before.c_cc, sizeof now.c_cc) == 0;
}

bool pseudo_terminal_is_raw(struct pseudo_terminal *terminal) {
  struct termios now;
  return tcgetattr(terminal->line, &now) == 0 && (now.c_lflag & (ICANON | ECHO | ISIG)) == 0;
}

void pseudo_terminal_make_sane(struct pseudo_terminal *terminal) {
  tcsetattr(terminal->line, TCSANOW, &terminal->before);
}

int pseudo_terminal_unread(struct pseudo_terminal *terminal) {
  int count = 0;
  // The kernel hands bytes on by and by; a poll makes it finish first.
  struct pollfd ready = {.fd = terminal->line, .events = POLLIN};
  poll(&ready, 1, 0);
  ioctl(terminal->line, FIONREAD, &count);
  return count;
}
