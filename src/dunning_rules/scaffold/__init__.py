"""New packs, rules, objections and scripts: files to begin with, which lint clean and whose tests hold."""
