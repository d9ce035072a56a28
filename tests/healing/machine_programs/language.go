package main

import (
	"errors"
	"fmt"
	"os"
	"sort"
	"strconv"
	"strings"
	"sync"
)

type Kind int

const (
	A Kind = iota
	B
)

func (k Kind) String() string { return [...]string{"a", "b"}[k] }

type Item struct {
	Name string
	Qty  int
	Tags []string
}
type Base struct{ ID int }

func (b *Base) Bump() int   { b.ID++; return b.ID }
func (b Base) Show() string { return "base " + strconv.Itoa(b.ID) }

type Sub struct {
	Base
	Item
	Next *Sub
}
type MyErr struct{ Code int }

func (e *MyErr) Error() string { return fmt.Sprintf("my %d", e.Code) }

var ErrNo = errors.New("no")

type Shape interface{ Area() float64 }
type Sq struct{ s float64 }

func (q Sq) Area() float64 { return q.s * q.s }

func two() (int, error) { return 1, nil }
func named(n int) (r int, e error) {
	defer func() {
		if x := recover(); x != nil {
			e = fmt.Errorf("recovered: %v", x)
			r = -1
		}
	}()
	var xs []int
	r = xs[n]
	return
}
func deferOrder() (s string) {
	for i := 0; i < 3; i++ {
		defer func() { s += strconv.Itoa(i) }()
	}
	return "x"
}
func mayFail(k int) error {
	switch k {
	case 0:
		return nil
	case 1:
		return &MyErr{7}
	case 2:
		return fmt.Errorf("wrap: %w", ErrNo)
	}
	var m *MyErr
	return m
}
func Map[T, U any](xs []T, f func(T) U) []U {
	out := make([]U, 0, len(xs))
	for _, x := range xs {
		out = append(out, f(x))
	}
	return out
}
func sum(xs ...int) (t int) {
	for _, x := range xs {
		t += x
	}
	return
}

func try(name string, f func()) {
	defer func() { fmt.Println(name, "->", recover()) }()
	f()
}

func main() { fmt.Println(handle("all")) }

func handle(_ string) string {
	p := fmt.Println
	p(7/2, -7/2, 7%3, -7%3, 7.0/2, 1<<10, 5&3, 5|3, 5^3, 6&^3, 10>>1)
	var i8 int8 = 127
	i8++
	var u uint8 = 3
	u -= 5
	p(i8, u, 123456789.0, 1e5, 2000000.0, 1e21, 1e20, 0.1+0.2, 100.0, 1e-5, float64(3), 3.0*2)
	p(A, B, Kind(1), fmt.Sprintf("%d %v %s %q %5d|%-5d|%05d %x %t %8.3f|%T %T", B, B, B, "hi", 42, 42, 42, 255, true, 3.14159, B, 1.5))
	it := Item{"n", 2, nil}
	it2 := it
	it2.Name = "m"
	pt := &it
	pt.Qty = 9
	p(it, it2, fmt.Sprintf("%v %+v", it, pt), Item{}.cp().Qty)
	s := Sub{Base: Base{1}, Item: Item{Name: "q"}}
	p(s.Bump(), s.ID, s.Show(), s.Name, s.Next == nil)
	xs := []int{1, 2, 3, 4}
	ys := xs[1:3]
	ys = append(ys, 99)
	ys[0] = 7
	p(xs, ys, len(ys), cap(ys), xs[:2], xs[3:])
	zs := append([]int(nil), xs...)
	zs[0] = 100
	p(xs[0], zs, sum(), sum(1, 2), sum(xs...))
	m := map[string]int{"b": 2, "a": 1}
	m["c"]++
	v, ok := m["zz"]
	p(m, v, ok, len(m))
	delete(m, "a")
	keys := make([]string, 0)
	for k := range m {
		keys = append(keys, k)
	}
	sort.Strings(keys)
	p(keys)
	mm := map[string][]string{}
	mm["x"] = append(mm["x"], "1", "2")
	ms := map[string]Item{"k": {Name: "in"}}
	q := ms["k"]
	q.Name = "out"
	p(mm, ms, q.Name)
	arr := [3]int{1, 2}
	brr := arr
	brr[0] = 5
	p(arr, brr, arr == [3]int{1, 2, 0})
	for i, r := range "héy" {
		p(i, r, string(r))
	}
	p(len("héy"), "héy"[1], []byte("ab"), []rune("hé"), string([]byte{104, 105}), strings.ToUpper("é"))
	fs := []func() int{}
	for i := 0; i < 3; i++ {
		fs = append(fs, func() int { return i * i })
	}
	for _, f := range fs {
		fmt.Print(f(), " ")
	}
	p()
	p(named(3))
	p(deferOrder())
	for k := 0; k < 4; k++ {
		e := mayFail(k)
		var me *MyErr
		p(k, e == nil, errors.Is(e, ErrNo), errors.As(e, &me) && me != nil)
		if k < 3 {
			p(e)
		}
	}
	p(Map([]int{1, 2}, func(i int) string { return strconv.Itoa(i * 2) }), Map(keys, strings.ToUpper))
	var sh Shape = Sq{2}
	switch t := sh.(type) {
	case Sq:
		p("sq", t.s, t.Area())
	default:
		p("?")
	}
	var anyv any = 3
	if n, ok := anyv.(int); ok {
		p("int", n)
	}
	_, ok = anyv.(fmt.Stringer)
	p(ok)
	switch {
	case len(xs) > 100:
		p("no")
	case xs[0] == 1:
		p("one")
		fallthrough
	case false:
		p("fell")
	default:
		p("def")
	}
outer:
	for i := 0; i < 3; i++ {
		for j := range 3 {
			if j == 1 {
				continue outer
			}
			if i == 2 {
				break outer
			}
			p(i, j)
		}
	}
	n, err := strconv.Atoi("12x")
	p(n, err)
	f, err := strconv.ParseFloat("2.50", 64)
	p(f, err, strconv.Quote("a\"b"), strconv.FormatFloat(1.5, 'f', 2, 64), strconv.FormatInt(255, 16))
	p(strings.Split("a,b,,c", ","), len(strings.Split("", ",")), strings.Fields("  a b  c "), strings.Join([]string{"x", "y"}, "-"), strings.Repeat("ab", 2), strings.TrimLeft("xxa", "x"), strings.Index("chicken", "ken"))
	a, b, found := strings.Cut("k=v=w", "=")
	p(a, b, found, strings.Replace("aaa", "a", "b", 2), strings.HasPrefix("abc", "ab"), strings.Title("hi"), strings.EqualFold("Go", "GO"))
	var sb strings.Builder
	for i := 3; i > 0; i-- {
		fmt.Fprintf(&sb, "%d,", i)
	}
	sb.WriteString("end")
	sb.WriteByte('!')
	p(sb.String(), sb.Len())
	items := []Item{{"b", 2, nil}, {"a", 2, nil}, {"c", 1, nil}}
	sort.Slice(items, func(i, j int) bool {
		if items[i].Qty != items[j].Qty {
			return items[i].Qty < items[j].Qty
		}
		return items[i].Name < items[j].Name
	})
	p(items)
	first := &items[0]
	first.Qty = 50
	items[0].Name = "Z"
	p(items[0], first.Name)
	for _, it := range items {
		it.Qty = 0
	}
	p(items[1].Qty)
	x, y := 1, 2
	x, y = y, x+y
	p(x, y)
	px := &x
	*px += 10
	p(x, *px)
	var np *Item
	var nm map[string]int
	var ns []int
	p(np == nil, nm == nil, ns == nil, nm["q"], len(ns), fmt.Sprint(ns, nm), fmt.Sprint("a", 1, 2, "b", "c", 3.5))
	fmt.Printf("%v %v %s %d %v\n", nil, err, errors.New("e"), []int{1}, struct{ X, Y int }{1, 2})
	fmt.Printf("%6.2f|%-8s|%8s|%c|%U|%%|%d\n", 3.14159, "ab", "cd", 'x', 'x', 5)
	try("idx", func() { p(xs[10]) })
	try("nilmap", func() { nm["a"] = 1 })
	try("nilptr", func() { p(np.Name) })
	try("div", func() { z := 0; p(1 / z) })
	try("assert", func() { p(anyv.(string)) })
	try("assert2", func() { p(anyv.(Shape)) })
	try("slice", func() { p(xs[3:][k3()]) })
	try("slice2", func() { k := 9; p(xs[:k]) })
	try("str", func() { k := 9; p("abc"[k:]) })
	try("custom", func() { panic(&MyErr{3}) })
	try("conv", func() { var e error = &MyErr{1}; p(e.(interface{ Foo() })) })
	try("neg", func() { k := -1; p(make([]int, k)) })
	var wg sync.WaitGroup
	var mu sync.Mutex
	total := 0
	ch := make(chan int, 3)
	for i := 1; i <= 3; i++ {
		wg.Add(1)
		go func(n int) {
			defer wg.Done()
			mu.Lock()
			defer mu.Unlock()
			total += n
			ch <- n
		}(i)
	}
	wg.Wait()
	close(ch)
	got := 0
	for v := range ch {
		got += v
	}
	p(total, got)
	un := make(chan string)
	done := make(chan struct{})
	go func() {
		for s := range un {
			p("got", s)
		}
		close(done)
	}()
	un <- "a"
	un <- "b"
	close(un)
	<-done
	vv, okk := <-un
	p(vv == "", okk)
	select {
	case v := <-ch:
		p("sel", v)
	default:
		p("none")
	}
	p(len(os.Getenv("NOPE")))
	return "end"
}

func k3() int           { return 3 }
func (i Item) cp() Item { return i }
