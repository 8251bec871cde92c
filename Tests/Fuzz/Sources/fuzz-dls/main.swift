// SPDX-License-Identifier: MIT
// Hands the process to libFuzzer. Setup.

import CFuzz
import Glibc

unsafe exit(fuzz_main(CommandLine.argc, CommandLine.unsafeArgv))
