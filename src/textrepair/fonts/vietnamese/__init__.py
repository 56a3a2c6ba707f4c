"""Vietnamese in fonts that showed other letters than their codes say: TCVN3, VNI, VISCII."""
