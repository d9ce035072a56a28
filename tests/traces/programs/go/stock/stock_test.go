package stock

import "testing"

func TestShare(t *testing.T) {
	Share(1, 0)
}
