"""Runs a program on a terminal of its own: `terminal.py COLUMNS ROWS PROGRAM ARG…`.

What the program writes goes to stdout as it is. stdin takes one JSON object a line: {"send": TEXT}, {"resize": [COLUMNS, ROWS]},
{"signal": NUMBER} or {"continue": true} (once it stopped). Ends with the program's exit code, 128 + n when signal n ended it.
"""
import fcntl, json, os, pty, select, signal, struct, sys, termios


def size(fd, columns, rows):
    fcntl.ioctl(fd, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))


def order(fd, child, line):
    asked = json.loads(line)
    if "send" in asked:
        os.write(fd, asked["send"].encode())
    if "resize" in asked:
        size(fd, *asked["resize"])
    if "continue" in asked:
        # Before the program has stopped there is nothing to continue: as a shell, wait for it.
        os.waitpid(child, os.WUNTRACED)
        os.kill(child, signal.SIGCONT)
    if "signal" in asked:
        os.kill(child, asked["signal"])


def main():
    columns, rows, program = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3:]
    child, fd = pty.fork()
    if child == 0:
        # The size must be there before the program looks.
        size(0, columns, rows)
        os.execvp(program[0], program)
    orders, waiting = b"", [fd, 0]
    while True:
        ready, _, _ = select.select(waiting, [], [])
        if fd in ready:
            try:
                said = os.read(fd, 65536)
            except OSError:
                said = b""
            if said == b"":
                break
            os.write(1, said)
        if 0 in ready:
            more = os.read(0, 65536)
            if more == b"":
                waiting = [fd]
            orders += more
            while b"\n" in orders:
                line, orders = orders.split(b"\n", 1)
                order(fd, child, line)
    _, status = os.waitpid(child, 0)
    sys.exit(128 + os.WTERMSIG(status) if os.WIFSIGNALED(status) else os.WEXITSTATUS(status))


main()
