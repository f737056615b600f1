import Dwell

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

// A reader that has gone is told by the write that fails, not by a signal.
signal(SIGPIPE, SIG_IGN)
exit(DwellCommand.run(Array(CommandLine.arguments.dropFirst())))
