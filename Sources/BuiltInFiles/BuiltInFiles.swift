package let builtInFileCount = builtInFiles.count
