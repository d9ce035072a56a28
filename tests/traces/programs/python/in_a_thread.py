import threading


def work(jobs):
    return jobs[3]


thread = threading.Thread(target=work, args=([],), name="worker-1")
thread.start()
thread.join()
