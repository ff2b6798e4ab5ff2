#define _GNU_SOURCE
#include "guard.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/mman.h>
#include <termios.h>
#include <unistd.h>

static const int endings[] = {SIGINT, SIGTERM, SIGQUIT};
// These end the program too, unless it was started with them ignored: under nohup it outlives a
// hang-up, though the poll still sees the line close.
static const int optional_endings[] = {SIGHUP,  SIGPIPE,   SIGALRM, SIGUSR1, SIGUSR2, SIGXCPU,
                                       SIGPROF, SIGVTALRM, SIGIO,   SIGPWR,  SIGSTKFLT};
static const int crashes[] = {SIGSEGV, SIGBUS, SIGILL, SIGTRAP, SIGFPE, SIGABRT, SIGSYS};
static const int notices[] = {SIGWINCH, SIGCONT, SIGTSTP};

enum { signal_count = 65, replay_limit = 64 * 1024, stack_size = 64 * 1024 };
#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))

static struct {
  int input, output;
  struct termios original;
  char reset[512];
  size_t reset_count;
  volatile sig_atomic_t entered;
  int notice_read, notice_write;
  int held, standard_error;
  stack_t stack_before;
  struct sigaction before[signal_count];
  bool taken[signal_count];
} guard = {.notice_read = -1, .notice_write = -1, .held = -1, .standard_error = -1};

static char alternate_stack[stack_size];

static void write_to(int descriptor, const char *bytes, size_t count) {
  int patience = 3;
  while (count > 0 && patience > 0) {
    struct pollfd ready = {.fd = descriptor, .events = POLLOUT};
    if (poll(&ready, 1, 100) <= 0) {
      patience -= 1;
      continue;
    }
    ssize_t written = write(descriptor, bytes, count < 256 ? count : 256);
    if (written < 0 && errno != EINTR && errno != EAGAIN) return;
    if (written <= 0) {
      patience -= 1;
      continue;
    }
    bytes += written;
    count -= (size_t)written;
  }
}

void guard_write(const char *bytes, size_t count) { write_to(guard.output, bytes, count); }

// A stopped job's terminal belongs to the shell: its attributes are not ours to change then.
static void restore_attributes(void) {
  pid_t owner = tcgetpgrp(guard.input);
  if (owner < 0 || owner == getpgrp()) tcsetattr(guard.input, TCSANOW, &guard.original);
}

static void hold_standard_error(void) {
  if (!isatty(STDERR_FILENO)) return;
  int held = memfd_create("standard error", MFD_CLOEXEC);
  if (held < 0) return;
  guard.held = held;
  guard.standard_error = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 3);
  dup2(held, STDERR_FILENO);
}

static void release_standard_error(void) {
  if (guard.held < 0) return;
  int held = guard.held;
  guard.held = -1;
  dup2(guard.standard_error, STDERR_FILENO);
  close(guard.standard_error);
  char bytes[1024];
  off_t end = lseek(held, 0, SEEK_END);
  off_t place = end > replay_limit ? end - replay_limit : 0;
  ssize_t count;
  while ((count = pread(held, bytes, sizeof bytes, place)) > 0) {
    write_to(STDERR_FILENO, bytes, (size_t)count);
    place += count;
  }
  close(held);
}

void guard_enter(void) {
  hold_standard_error();
  guard.entered = 1;
}

void guard_leave(void) {
  if (!guard.entered) return;
  sigset_t all, before;
  sigfillset(&all);
  sigprocmask(SIG_BLOCK, &all, &before);
  restore_attributes();
  release_standard_error();
  guard.entered = 0;
  sigprocmask(SIG_SETMASK, &before, NULL);
}

static void restore_from_anywhere(void) {
  if (!guard.entered) return;
  guard_write(guard.reset, guard.reset_count);
  guard_leave();
}

void guard_die(int signal_number) {
  restore_from_anywhere();
  struct sigaction standard = {.sa_handler = SIG_DFL};
  sigaction(signal_number, &standard, NULL);
  sigset_t one;
  sigemptyset(&one);
  sigaddset(&one, signal_number);
  sigprocmask(SIG_UNBLOCK, &one, NULL);
  raise(signal_number);
}

static void end_of_program(int signal_number) { guard_die(signal_number); }

static void crash(int signal_number) {
  static const char *const texts[signal_count] = {
      [SIGSEGV] = "convscope: stopped by a bad memory access or a full stack (SIGSEGV)\n",
      [SIGBUS] = "convscope: stopped by a bad memory access (SIGBUS)\n",
      [SIGILL] = "convscope: stopped by a trap (SIGILL)\n",
      [SIGTRAP] = "convscope: stopped by a trap (SIGTRAP)\n",
      [SIGFPE] = "convscope: stopped by an arithmetic fault (SIGFPE)\n",
      [SIGABRT] = "convscope: aborted (SIGABRT)\n",
      [SIGSYS] = "convscope: stopped by a forbidden system call (SIGSYS)\n",
  };
  restore_from_anywhere();
  const char *text = texts[signal_number];
  if (text != NULL) write_to(STDERR_FILENO, text, strlen(text));
  guard_die(signal_number);
}

static void notice(int signal_number) {
  int before = errno;
  unsigned char byte = (unsigned char)signal_number;
  // A full pipe already says enough.
  ssize_t ignored = write(guard.notice_write, &byte, 1);
  (void)ignored;
  errno = before;
}

static void take(int signal_number, void (*handler)(int), int flags) {
  struct sigaction action = {.sa_handler = handler, .sa_flags = flags};
  sigfillset(&action.sa_mask);
  if (sigaction(signal_number, &action, &guard.before[signal_number]) == 0)
    guard.taken[signal_number] = true;
}

bool guard_begin(int input, int output) {
  int ends[2];
  if (tcgetattr(input, &guard.original) != 0) return false;
  if (pipe2(ends, O_CLOEXEC | O_NONBLOCK) != 0) return false;
  guard.input = input;
  guard.output = output;
  guard.notice_read = ends[0];
  guard.notice_write = ends[1];
  guard.reset_count = 0;

  stack_t stack = {.ss_sp = alternate_stack, .ss_size = stack_size};
  sigaltstack(&stack, &guard.stack_before);
  for (size_t i = 0; i < LENGTH(endings); i++) take(endings[i], end_of_program, 0);
  for (size_t i = 0; i < LENGTH(optional_endings); i++) {
    struct sigaction now;
    if (sigaction(optional_endings[i], NULL, &now) == 0 && now.sa_handler != SIG_IGN)
      take(optional_endings[i], end_of_program, 0);
  }
  for (size_t i = 0; i < LENGTH(crashes); i++)
    take(crashes[i], crash, SA_ONSTACK | SA_RESETHAND | SA_NODEFER);
  for (size_t i = 0; i < LENGTH(notices); i++) take(notices[i], notice, SA_RESTART);
  return true;
}

void guard_keep_reset(const char *bytes, size_t count) {
  if (count > sizeof guard.reset) count = sizeof guard.reset;
  memcpy(guard.reset, bytes, count);
  guard.reset_count = count;
}

void guard_end(void) {
  for (int number = 1; number < signal_count; number++) {
    if (guard.taken[number]) sigaction(number, &guard.before[number], NULL);
    guard.taken[number] = false;
  }
  sigaltstack(&guard.stack_before, NULL);
  close(guard.notice_read);
  close(guard.notice_write);
  guard.notice_read = guard.notice_write = -1;
}

int guard_signals(void) { return guard.notice_read; }

void guard_stop(void) {
  struct sigaction standard = {.sa_handler = SIG_DFL}, ours;
  sigaction(SIGTSTP, &standard, &ours);
  kill(0, SIGTSTP);
  sigaction(SIGTSTP, &ours, NULL);
}
