"""Rent notices, receipts, charge statements; making PDFs."""
