package main

import "sync"

// cache keeps what a slow source has answered.
type cache[K comparable, V any] struct {
	mu     sync.RWMutex
	kept   map[K]V
	source func(K) V
}

func newCache[K comparable, V any](source func(K) V) *cache[K, V] {
	return &cache[K, V]{kept: make(map[K]V), source: source}
}

func (c *cache[K, V]) get(key K) V {
	if value, ok := c.kept[key]; ok {
		return value
	}
	value := c.source(key)
	c.mu.Lock()
	c.kept[key] = value
	c.mu.Unlock()
	return value
}

func (c *cache[K, V]) size() int {
	c.mu.RLock()
	defer c.mu.RUnlock()
	return len(c.kept)
}
