#define _GNU_SOURCE
#include "keeper.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <unistd.h>

// Only async-signal-safe calls below: this runs between fork and exec of a process with threads.

static void run_program(
    int line, const char *const *arguments, const char *const *environment, int closed) {
  struct sigaction standard = {.sa_handler = SIG_DFL};
  sigset_t none;
  setpgid(0, 0);
  tcsetpgrp(line, getpid());
  for (int number = 1; number < 65; number++) sigaction(number, &standard, NULL);
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, NULL);
  for (int descriptor = 0; descriptor < 3; descriptor++) {
    if (closed >> descriptor & 1) close(descriptor);
    else dup2(line, descriptor);
  }
  close_range(3, ~0u, 0);
  execve(arguments[0], (char *const *)arguments, (char *const *)environment);
  _exit(127);
}

static void say(int descriptor, int number) {
  if (write(descriptor, &number, sizeof number) < 0) _exit(1);
}

static void lead(int line, int program, int statuses, int orders) {
  int status;
  while (waitpid(program, &status, WUNTRACED) == program) {
    char order = 0;
    tcsetpgrp(line, getpgrp());
    say(statuses, status);
    if (!WIFSTOPPED(status)) break;
    if (read(orders, &order, 1) != 1) break;
    if (order == 'f') tcsetpgrp(line, program);
    kill(-program, SIGCONT);
  }
  // The line must outlive the program: the kernel resets its attributes when the leader ends.
  char rest;
  while (read(orders, &rest, 1) == 1) {}
  kill(-program, SIGKILL);
  _exit(0);
}

// The emulator's end above all: while a copy of it is open, the line never hangs up.
static void keep_only(int *line, int *statuses, int *orders) {
  enum { out_of_the_way = 100, first = 3 };
  int *const kept[] = {line, statuses, orders};
  for (int i = 0; i < 3; i++) *kept[i] = fcntl(*kept[i], F_DUPFD, out_of_the_way);
  for (int i = 0; i < 3; i++) *kept[i] = dup2(*kept[i], first + i);
  close_range(first + 3, ~0u, 0);
}

static void run_leader(int line, const char *const *arguments, const char *const *environment,
                       int closed, int statuses, int orders) {
  keep_only(&line, &statuses, &orders);
  setsid();
  ioctl(line, TIOCSCTTY, 0);
  signal(SIGHUP, SIG_IGN);
  signal(SIGTTOU, SIG_IGN);
  int program = _Fork();
  if (program == 0) run_program(line, arguments, environment, closed);
  if (program > 0) setpgid(program, program);
  say(statuses, program);
  if (program > 0) lead(line, program, statuses, orders);
  _exit(1);
}

struct keeper keeper_start(
    int line, const char *const *arguments, const char *const *environment, int closed) {
  struct keeper keeper = {.statuses = -1, .orders = -1, .leader = -1, .program = -1};
  int statuses[2], orders[2];
  if (pipe2(statuses, O_CLOEXEC) != 0) return keeper;
  if (pipe2(orders, O_CLOEXEC) != 0) return keeper;
  keeper.leader = _Fork();
  if (keeper.leader == 0) {
    close(orders[1]);
    run_leader(line, arguments, environment, closed, statuses[1], orders[0]);
  }
  close(statuses[1]);
  close(orders[0]);
  keeper.statuses = statuses[0];
  keeper.orders = orders[1];
  int program;
  if (read(keeper.statuses, &program, sizeof program) == sizeof program) keeper.program = program;
  return keeper;
}

void keeper_end(struct keeper *keeper) {
  if (keeper->leader <= 0) return;
  if (keeper->program > 0) kill(-keeper->program, SIGKILL);
  close(keeper->orders);
  close(keeper->statuses);
  kill(keeper->leader, SIGKILL);
  waitpid(keeper->leader, NULL, 0);
  keeper->leader = -1;
}
