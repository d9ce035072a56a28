package main

type job struct {
	title string
	tries int
}

// queue hands jobs to a printer, one after another.
type queue struct {
	jobs   chan job
	failed chan []job
	print  func(job) bool
}

func newQueue(print func(job) bool) *queue {
	q := &queue{print: print}
	q.open()
	return q
}

func (q *queue) open() {
	q.jobs = make(chan job)
	q.failed = make(chan []job, 1)
	go q.work(q.jobs, q.failed)
}

func (q *queue) work(jobs <-chan job, failed chan<- []job) {
	var bad []job
	for j := range jobs {
		if !q.print(j) {
			bad = append(bad, j)
		}
	}
	failed <- bad
	close(failed)
}

func (q *queue) submit(j job) {
	q.jobs <- j
}

// drain waits for what is under way and returns what did not work.
func (q *queue) drain() []job {
	close(q.jobs)
	return <-q.failed
}
