package main

import (
	"bufio"
	"fmt"
	"net"
	"os"
	"strings"
	"time"
)

// call sends one line to a service on this machine and gives its answer, within a second.
func call(service, line string) (string, error) {
	address := "127.0.0.1:" + os.Getenv("PORT_"+strings.ToUpper(service))
	connection, err := net.DialTimeout("tcp", address, time.Second)
	if err != nil {
		return "", err
	}
	defer connection.Close()
	if err := connection.SetDeadline(time.Now().Add(time.Second)); err != nil {
		return "", err
	}
	if _, err := fmt.Fprintln(connection, line); err != nil {
		return "", err
	}
	answer, err := bufio.NewReader(connection).ReadString('\n')
	if err != nil {
		return "", err
	}
	return strings.TrimSuffix(answer, "\n"), nil
}

// pause waits between two attempts.
func pause(seconds float64) {
	time.Sleep(time.Duration(seconds * float64(time.Second)))
}
