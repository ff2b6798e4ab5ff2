// What terminfo says about the terminal.
#pragma once
#include "CTerminal.h"

/// A string capability; empty when there is none.
const char *description_string(const char *name);

/// Reads the description that `newterm` is to use next, in place of the one looked at so far.
void description_offer(void);

/// Lets go of the description looked at, now that `newterm` has read its own.
void description_replaced(void);

/// Undoes what `description_offer` did to the environment.
void description_withdraw(void);

/// Appends to a string of at most `capacity` bytes, without terminfo's padding.
void description_append(char *bytes, size_t capacity, const char *text);
